import { complaint, importLayer } from '../import-text.fixture';

const three = [
  [1, 2],
  [1, 2],
  [1, 2],
];

describe('Eltwise', () => {
  it.each([
    ['', [6, 60]],
    ['operation: SUM', [6, 60]],
    ['operation: PROD', [6, 6000]],
    ['operation: 0', [6, 6000]],
    ['operation: MAX', [3, 30]],
    ['coeff: 1 coeff: -1 coeff: 0.5', [0.5, 5]],
    ['coeff: [2, 1, 1]', [7, 70]],
  ])('folds three bottoms with "%s"', (parameters, expected) => {
    expect(importLayer('Eltwise', `eltwise_param { ${parameters} }`, three).run([1, 10], [2, 20], [3, 30])).toEqual([
      expected,
    ]);
  });

  it('carries the name of the layer on the last node', () => {
    expect(importLayer('Eltwise', '', three).nodes.map((node) => node.split(' {')[0])).toEqual([
      'l_add_1: l_add_1: float32[1x2] = Add(a, b)',
      'l: y: float32[1x2] = Add(l_add_1, c)',
    ]);
  });

  it('subtracts where the coefficients are 1 and -1', () => {
    const { nodes, run } = importLayer('Eltwise', 'eltwise_param { operation: SUM coeff: 1 coeff: -1 }', [
      [1, 2],
      [1, 2],
    ]);
    expect(nodes[0]).toContain('= Sub(a, b)');
    expect(run([5, 6], [1, 9])).toEqual([[4, -3]]);
  });

  it.each<[string, readonly (readonly number[])[], string]>([
    ['', [[1, 2]], 'it takes two bottoms or more and has 1'],
    [
      '',
      [
        [1, 2],
        [1, 3],
      ],
      'its bottoms are 1x2 and 1x3; they must be equal',
    ],
    [
      'operation: PROD coeff: 1 coeff: 2',
      [
        [1, 2],
        [1, 2],
      ],
      'coeff goes with a SUM',
    ],
    [
      'coeff: 2',
      [
        [1, 2],
        [1, 2],
      ],
      '1 coefficients for 2 bottoms',
    ],
  ])('refuses "%s"', (parameters, shapes, problem) => {
    expect(complaint(() => importLayer('Eltwise', `eltwise_param { ${parameters} }`, shapes))).toContain(problem);
  });
});
