import * as fc from 'fast-check';
import { blob, complaint, importLayer } from '../import-text.fixture';

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

  it('weighs every bottom with its own coefficient, whatever they are', () => {
    const numbers = fc.constantFrom<number>(1, -1, 2, -2, 0.5, 0, -0.25);
    const patterns = fc.oneof(fc.array(numbers, { minLength: 2, maxLength: 3 }), fc.constant([2, -1]));
    fc.assert(
      fc.property(patterns, (coefficients) => {
        const bottoms = coefficients.map((_, i) => [3 + i, -7 * i - 1]);
        const parameters = `eltwise_param { ${coefficients.map((each) => `coeff: ${each}`).join(' ')} }`;
        const sum = [0, 1].map((at) => coefficients.reduce((total, each, i) => total + each * bottoms[i][at], 0));
        const { run } = importLayer(
          'Eltwise',
          parameters,
          bottoms.map(() => [1, 2]),
        );
        // 0 and -0 are one here.
        expect(run(...bottoms)[0].map((value) => value + 0)).toEqual(sum.map((value) => value + 0));
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['coeff: 2 coeff: -1', 2, -1],
    ['coeff: -1 coeff: 1', -1, 1],
    ['coeff: 1 coeff: 1', 1, 1],
    ['coeff: -1 coeff: -1', -1, -1],
    ['coeff: 1 coeff: -2', 1, -2],
  ])('of two bottoms, "%s"', (parameters, a, b) => {
    const two = [
      [1, 2],
      [1, 2],
    ];
    expect(importLayer('Eltwise', `eltwise_param { ${parameters} }`, two).run([5, 6], [1, 9])).toEqual([
      [5 * a + b, 6 * a + 9 * b],
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

describe('Bias', () => {
  it('adds one number per channel', () => {
    expect(importLayer('Bias', '', [[1, 2, 1, 1]], [blob([2], [10, 20])]).run([1, 2])).toEqual([[11, 22]]);
  });

  it('adds a second bottom', () => {
    expect(
      importLayer('Bias', 'bias_param { axis: 0 }', [
        [1, 2],
        [1, 2],
      ]).nodes[0],
    ).toContain('= Add(a, b)');
  });

  it('says which blob is missing', () => {
    expect(complaint(() => importLayer('Bias', '', [[1, 2, 1, 1]]))).toContain('holds no bias for it');
  });
});

describe('Scale', () => {
  it('multiplies channels and adds the bias', () => {
    const { nodes, run, graph } = importLayer(
      'Scale',
      'scale_param { bias_term: true }',
      [[1, 2, 1, 2]],
      [blob([2], [2, 3]), blob([2], [10, 20])],
    );
    expect(nodes.map((node) => node.split(' {')[0])).toEqual([
      'l_mul: l_mul: float32[1x2x1x2] NCHW = Mul(a, l_scale)',
      'l: y: float32[1x2x1x2] NCHW = Add(l_mul, l_bias)',
    ]);
    expect(graph.value('l_scale').type.shape).toEqual([1, 2, 1, 1]);
    expect(run([1, 2, 3, 4])).toEqual([[12, 14, 29, 32]]);
  });

  it('multiplies only, without bias_term', () => {
    expect(importLayer('Scale', '', [[1, 2, 1, 1]], [blob([2], [2, 3])]).run([5, 5])).toEqual([[10, 15]]);
  });

  it('covers several axes, or none', () => {
    expect(
      importLayer('Scale', 'scale_param { axis: 1 num_axes: 2 }', [[1, 1, 2, 2]], [blob([1, 2], [1, 10])]).run([
        1, 2, 3, 4,
      ]),
    ).toEqual([[1, 2, 30, 40]]);
    expect(importLayer('Scale', 'scale_param { num_axes: 0 }', [[1, 2]], [blob([1], [3])]).run([1, 2])).toEqual([
      [3, 6],
    ]);
  });

  it('takes the factor from a second bottom', () => {
    const { nodes, run } = importLayer('Scale', 'scale_param { axis: 0 }', [
      [1, 2, 1, 2],
      [1, 2],
    ]);
    expect(nodes[0]).toBe('l_operand: l_operand: float32[1x2x1x1] = Reshape(b) {shape: [1, 2, 1, 1]}');
    expect(run([1, 2, 3, 4], [10, 100])).toEqual([[10, 20, 300, 400]]);
  });

  it('adds a bias from blob 0 after a second bottom', () => {
    expect(
      importLayer(
        'Scale',
        'scale_param { axis: 0 bias_term: true }',
        [
          [1, 2],
          [1, 2],
        ],
        [blob([1, 2], [1, 1])],
      ).run([3, 4], [10, 100]),
    ).toEqual([[31, 401]]);
  });

  it('refuses a second bottom that does not line up', () => {
    expect(complaint(() => importLayer('Scale', '', [[1, 2, 1, 2], [3]]))).toContain(
      'its second bottom, 3, is not dimensions 1… of the first, 1x2x1x2',
    );
    expect(complaint(() => importLayer('Scale', 'scale_param { num_axes: 5 }', [[1, 2]], [blob([1], [1])]))).toContain(
      'num_axes 5 from axis 1 on is more than the 2 dimensions',
    );
    expect(complaint(() => importLayer('Scale', '', [[1], [1], [1]]))).toContain(
      'it takes one or two bottoms and has 3',
    );
  });
});

describe('blobOperandShape and bottomOperand', () => {
  it.each([
    ['', [2], [1, 2, 1, 1]],
    ['axis: -1', [4], [1, 1, 1, 4]],
    ['axis: 1 num_axes: -1', [2, 3, 4], [1, 2, 3, 4]],
    ['num_axes: 0', [1], [1, 1, 1, 1]],
  ])('lines a blob up with "%s"', (parameters, shape, expected) => {
    const data = new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(1);
    expect(
      importLayer('Bias', `bias_param { ${parameters} }`, [[1, 2, 3, 4]], [blob(shape, data)]).graph.value('l_bias')
        .type.shape,
    ).toEqual(expected);
  });

  it('reads a bottom of the same rank as it is, and lines up a scalar', () => {
    expect(
      importLayer('Bias', 'bias_param { axis: 0 }', [
        [1, 2],
        [1, 2],
      ]).nodes,
    ).toHaveLength(1);
    expect(
      complaint(() =>
        importLayer('Bias', 'bias_param { axis: 1 }', [
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toContain('is not dimensions 1… of the first');
  });
});
