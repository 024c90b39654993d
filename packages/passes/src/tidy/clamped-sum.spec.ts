import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { clampedSum, factorOf } from './clamped-sum';

const parse = (nodes: string) =>
  parseGraph(
    'input x: float32[1x2x2x2] NCHW\nconst k: float32[] = [4]\n' +
      `const one: float32[1x1x1x1x1] = [4]\nconst full: float32[1x1x1x1] = [4]\nconst ks: float32[2x1x1] = [4, 5]\n${nodes}`,
    standardOps(),
    'original',
  );

describe('factorOf', () => {
  const factor = (expression: string) => {
    const graph = parse(`n: y = ${expression}\noutput y`);
    return factorOf(graph.node('n')!, graph);
  };

  it.each([
    ['Mul(x, k)', 4],
    ['Mul(k, x)', 4],
    ['Mul(x, full)', 4],
    ['Div(x, k)', 0.25],
  ])('%s', (expression, k) => {
    expect(factor(expression)).toEqual({ x: 'x', k });
  });

  it.each([
    'Div(k, x)',
    'Mul(x, x)',
    'Mul(x, ks)',
    'Mul(x, one)',
    'Mul(k, k)',
    'Mul(x, k) {max: 1}',
    'Add(x, k)',
    'Relu(x)',
  ])('is nothing for %s', (expression) => {
    expect(factor(expression)).toBeUndefined();
  });
});

describe('clampedSum', () => {
  const sum = (nodes: string) => {
    const found = clampedSum('c', parse(`${nodes}\nz: y = Sigmoid(c)\noutput y`));
    return found && { ...found, nodes: found.nodes.map(({ id }) => id) };
  };

  it.each(['Add(x, k)', 'Add(k, x)'])('finds the clamp of %s', (expression) => {
    expect(sum(`a: s = ${expression}\nb: c = Clip(s) {min: 0, max: 6}`)).toEqual({
      x: 'x',
      offset: 4,
      max: 6,
      nodes: ['a', 'b'],
    });
  });

  it.each([
    ['another lower bound', 'a: s = Add(x, k)\nb: c = Clip(s) {min: -1, max: 6}'],
    ['another op', 'a: s = Mul(x, k)\nb: c = Clip(s) {min: 0, max: 6}'],
    ['a clamped sum', 'a: s = Add(x, k) {min: 0}\nb: c = Clip(s) {min: 0, max: 6}'],
    ['a sum that others read', 'a: s = Add(x, k)\nb: c = Clip(s) {min: 0, max: 6}\nd: e = Relu(s)\noutput e'],
    ['a clamp that others read', 'a: s = Add(x, k)\nb: c = Clip(s) {min: 0, max: 6}\nd: e = Relu(c)\noutput e'],
    ['a clamp of an input', 'b: c = Clip(x) {min: 0, max: 6}'],
  ])('is nothing for %s', (_, nodes) => {
    expect(sum(nodes)).toBeUndefined();
  });
});
