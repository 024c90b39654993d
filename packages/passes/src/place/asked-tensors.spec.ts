import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { computedPositions, nodesByName, tensorsAsked, tensorsWithin } from './asked-tensors';
import type { NodeRequest } from './requests';

const TEXT =
  'input x: float32[1x2x4x4] NCHW\nconst k: float32[] = [2]\na: p = Mul(x, k)\nb: q = Relu(p)\nc: r = Add(q, p)\n' +
  'd: y = Relu(r)\noutput y\noutput q';
const graph = parseGraph(TEXT, standardOps(), 'original');
const nodes = (ids: string) => graph.nodes.filter(({ id }) => ids.includes(id));
const asked = (ids: string, type: 'int8' | 'int16', more: Partial<NodeRequest>) =>
  tensorsAsked({ node: 'n', key: 'node_info', ...more }, nodes(ids), graph, type)
    .map(({ id, property }) => `${id} ${property}`)
    .join(', ');

it('asks for what a node reads and gives, constants left out', () => {
  expect(asked('a', 'int16', { inputType: 'int16', outputType: 'int16' })).toBe('x InputType, p OutputType');
  expect(asked('a', 'int8', { inputType: 'int16', outputType: 'int16' })).toBe('');
  expect(asked('c', 'int16', { inputType: 'int8', inputTypes: { 1: 'int16' } })).toBe('p InputType1');
  expect(asked('c', 'int8', { inputType: 'int8', inputTypes: { 1: 'int16' } })).toBe('q InputType');
  expect(asked('c', 'int16', {})).toBe('');
});

it('takes what several nodes keep among themselves as int16 where that is named at all', () => {
  expect(asked('ab', 'int16', { outputType: 'int16' })).toBe('p OutputType, q OutputType');
  expect(asked('abc', 'int16', { outputType: 'int16' })).toBe('p OutputType, q OutputType, r OutputType');
  expect(asked('abc', 'int16', { inputType: 'int16' })).toBe('x InputType, p InputType, q InputType');
  expect(asked('abc', 'int16', { inputTypes: { 0: 'int16' } })).toBe('x InputType0, p InputType0, q InputType0');
  expect(asked('abc', 'int16', { inputType: 'int16', outputType: 'int16' })).toBe(
    'x InputType, p OutputType, q OutputType, q InputType, r OutputType',
  );
  const mixed = { inputType: 'int16', outputType: 'int8' } as const;
  expect(asked('abcd', 'int16', mixed)).toBe('x InputType, p InputType, q InputType, r InputType');
  expect(asked('abcd', 'int8', mixed)).toBe('q OutputType, y OutputType');
  expect(asked('abcd', 'int8', { inputType: 'int8' })).toBe('x InputType, p InputType, q InputType, r InputType');
  expect(asked('abcd', 'int8', { inputTypes: { 1: 'int8' } })).toBe('p InputType1, r InputType1');
});

describe('of nodes between movements', () => {
  const line = (lines: string) =>
    parseGraph(`input x: float32[1x4x6]\nconst k: float32[] = [2]\n${lines}\noutput y`, standardOps(), 'original');
  const TOKENS =
    'a: p = Reshape(x) {shape: [1, 4, 2, 3]}\nb: q = Transpose(p) {perm: [0, 3, 1, 2]}\nc: r = Mul(q, k)\n' +
    'd: s = Relu(r)\ne: t = Reshape(s) {shape: [1, 24]}\nf: y = Reshape(t) {shape: [1, 4, 6]}';
  const askedOf = (lines: string, type: 'int8' | 'int16', more: Partial<NodeRequest>) => {
    const view = line(lines);
    return tensorsAsked({ node: 'n', key: 'node_info', ...more }, view.nodes, view, type)
      .map(({ id, property }) => `${id} ${property}`)
      .join(', ');
  };

  it('asks for what was only moved as for the input, and for what will only be moved as for the output', () => {
    expect(askedOf(TOKENS, 'int16', { outputType: 'int16' })).toBe(
      'r OutputType, s OutputType, t OutputType, y OutputType',
    );
    expect(askedOf(TOKENS, 'int16', { inputType: 'int16' })).toBe('x InputType, p InputType, q InputType, r InputType');
    expect(askedOf(TOKENS, 'int16', { inputTypes: { 0: 'int16' } })).toBe(
      'x InputType0, p InputType0, q InputType0, r InputType0',
    );
    const mixed = { inputType: 'int8', outputType: 'int16' } as const;
    expect(askedOf(TOKENS, 'int16', mixed)).toBe('r OutputType, s OutputType, t OutputType, y OutputType');
    expect(askedOf(TOKENS, 'int8', mixed)).toBe('x InputType, p InputType, q InputType');
  });

  it('takes movements alone for the input', () => {
    const moves = 'a: p = Reshape(x) {shape: [4, 6]}\nb: y = Transpose(p) {perm: [1, 0]}';
    expect(askedOf(moves, 'int16', { inputType: 'int16' })).toBe('x InputType, p InputType');
    expect(askedOf(moves, 'int16', { outputType: 'int16' })).toBe('y OutputType');
  });

  it('takes for inside what one of several readers computes with', () => {
    const forked = 'a: p = Relu(x)\nb: q = Reshape(p) {shape: [1, 4, 6]}\nc: r = Exp(p)\nd: y = Add(q, r)';
    expect(askedOf(forked, 'int16', { outputType: 'int16' })).toBe(
      'p OutputType, q OutputType, r OutputType, y OutputType',
    );
  });
});

it('counts as within what nobody else reads', () => {
  expect([...tensorsWithin(nodes('abcd'), graph)]).toEqual(['p', 'r']);
  expect([...tensorsWithin(nodes('ab'), graph)]).toEqual([]);
  expect([...tensorsWithin(nodes('abc'), graph)]).toEqual(['p']);
});

it('counts as within nothing that is read by nobody', () => {
  const text = 'input x: float32[1x4]\na: p, q = Split(x) {axis: 1, sizes: [1, 3]}\nb: y = Relu(p)\noutput y';
  const split = parseGraph(text, standardOps(), 'original');
  expect([...tensorsWithin(split.nodes, split)]).toEqual(['p']);
});

it('knows positions of activations, and nodes by every name', () => {
  expect([computedPositions(nodes('ab'), graph), computedPositions(nodes('ca'), graph)]).toEqual([[0], [0, 1]]);
  const turned = parseGraph(
    'input x: float32[4]\nconst k: float32[] = [2]\na: p = Sub(k, x)\nb: y = Relu(p)\noutput y',
    standardOps(),
    'original',
  );
  expect(computedPositions(turned.nodes, turned)).toEqual([0, 1]);
  const bare = parseGraph(
    'input x: float32[1x2x4x4]\nconst w: float32[2x2x1x1] = seed 1\nc: y = Conv(x, w, _) {kernel: [1, 1]}\noutput y',
    standardOps(),
    'original',
  );
  expect(computedPositions(bare.nodes, bare)).toEqual([0]);
  expect(
    nodesByName(graph)
      .get('b')
      ?.map(({ id }) => id),
  ).toEqual(['b']);
  expect(nodesByName(graph).get('q')).toBeUndefined();
});
