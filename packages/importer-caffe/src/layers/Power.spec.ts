import { importLayer } from '../import-text.fixture';

describe('Power', () => {
  it('computes (shift + scale·x)^power', () => {
    const { nodes, run } = importLayer('Power', 'power_param { power: 2 scale: 3 shift: -1 }', [[1, 2]]);
    expect(nodes.map((node) => / = (\w+)/.exec(node)![1])).toEqual(['Mul', 'Add', 'Pow']);
    expect(nodes[2]).toMatch(/^l: y: /);
    expect(run([1, 2])).toEqual([[4, 25]]);
  });

  it('writes only what changes something', () => {
    expect(importLayer('Power', 'power_param { scale: 0.5 }', [[1, 2]]).nodes).toEqual([
      'l: y: float32[1x2] = Mul(a, l_mul_constant) {min: -Infinity, max: Infinity}',
    ]);
    expect(importLayer('Power', '', [[1, 2]]).nodes).toEqual(['l: y: float32[1x2] = Identity(a)']);
  });

  it('raises to the power of 0', () => {
    expect(importLayer('Power', 'power_param { power: 0 }', [[1, 3]]).run([-1, 0, 5])).toEqual([[1, 1, 1]]);
  });
});
