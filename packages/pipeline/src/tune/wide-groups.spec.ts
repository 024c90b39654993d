import { type Recipe, parseRecipe } from '@openbpu/config';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { marches } from '../marches';
import { recipeOf } from './tune-folder.fixture';
import { wideGroups, withInfos } from './wide-groups';

const backend = marches().find(({ march }) => march === 'bayes-e')!;
const recipe = (info = ''): Recipe =>
  parseRecipe(recipeOf(info === '' ? '' : `  node_info: ${info}\n`), {
    file: 'recipe.yaml',
    modelType: 'onnx',
    marches: ['bayes-e'],
    marchRules: () => backend.recipe,
  });

const NET = `input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = seed 1
const u: float32[2x4x1x1] = seed 2
a: p = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
b: q = Conv(p, w) {kernel: [1, 1]} bpu id(0) int8/int8
c: r = Concat(p, q) {axis: 1} bpu id(0) int8/int8
d: s = Conv(r, u) {kernel: [1, 1]} bpu id(0) int8/int32
output s`;
const net = (text = NET): Graph<'optimized'> => parseGraph(text, standardOps(), 'optimized').at('optimized');
const found = (given = recipe(), images: ReadonlySet<string> = new Set(), graph = net()) =>
  wideGroups(graph, { backend, recipe: given, images, ops: standardOps() });

it('finds tensors that become int16 together, as placement spreads them, each group once', () => {
  const { groups, leftOut } = found();
  expect(groups.map(({ name, tensors }) => [name, [...tensors].sort()])).toEqual([
    ['a/InputType0', ['x']],
    ['a', ['p', 'q', 'r']],
  ]);
  expect(groups.map(({ infos }) => infos)).toEqual([
    { a: { on: 'BPU', inputTypes: { 0: 'int16' } } },
    { a: { on: 'BPU', outputType: 'int16' } },
  ]);
  expect(leftOut).toEqual([]);
});

it('leaves images, what is int16 already, and what the recipe has a type for', () => {
  expect(found(recipe(), new Set(['x'])).groups.map(({ name }) => name)).toEqual(['a']);
  expect(found(recipe('{"a": {"OutputType": "int16"}}')).groups.map(({ name }) => name)).toEqual(['a/InputType0']);
  const narrow = found(recipe('{"a": {"OutputType": "int8"}}'));
  expect(narrow.leftOut).toContainEqual({ tensor: 'p', why: 'the recipe says int8 of "a"' });
  expect(narrow.groups.flatMap(({ tensors }) => tensors)).not.toContain('p');
});

it('says why a tensor stays int8', () => {
  const pooled = NET.replace('d: s', 't: t = Softmax(r) {axis: 1} bpu id(0) int8/int8\nd: s').replace(
    'output s',
    'output s\noutput t',
  );
  const { leftOut } = found(recipe(), new Set(), net(pooled));
  for (const { why } of leftOut) expect(why).not.toBe('it stays int8');
});

it('leaves a tensor whose int16 takes a node off the BPU', () => {
  const turned = NET.replace('d: s', 't: t = Transpose(r) {perm: [0, 2, 3, 1]} bpu id(0) int8/int8\nd: s');
  const { groups, leftOut } = found(recipe(), new Set(), net(turned.replace('output s', 'output s\noutput t')));
  expect(leftOut).toContainEqual({ tensor: 'p', why: 'nodes would run elsewhere' });
  expect(groups.flatMap(({ tensors }) => tensors)).not.toContain('p');
});

it('asks beside what the recipe says, and goes before nothing of it', () => {
  const given = recipe('{"a": {"ON": "BPU", "InputType": "int8"}, "b": {"OutputType": "int16"}}');
  const { model } = withInfos(given, [
    { infos: { a: { on: 'BPU', outputType: 'int16' } } },
    { infos: { a: { on: 'BPU', inputTypes: { 0: 'int16' } }, b: { outputType: 'int8' } } },
  ]);
  expect(model.nodeInfo).toEqual({
    a: { on: 'BPU', inputType: 'int8', inputTypes: { 0: 'int16' }, outputType: 'int16' },
    b: { outputType: 'int16' },
  });
});

it('asks nothing of a node that the recipe wants on the CPU', () => {
  const { leftOut } = found(recipe('{"a": {"ON": "CPU"}}'));
  expect(leftOut).toContainEqual({ tensor: 'p', why: 'the recipe asks "a" onto the CPU' });
});

it('leaves the type of an input that the recipe has one for', () => {
  const given = recipe('{"a": {"ON": "BPU", "InputType0": "int8"}}');
  const { model } = withInfos(given, [{ infos: { a: { on: 'BPU', inputTypes: { 0: 'int16', 1: 'int16' } } } }]);
  expect(model.nodeInfo.a.inputTypes).toEqual({ 0: 'int8', 1: 'int16' });
});
