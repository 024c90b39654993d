import { complaint, importLayer } from '../import-text.fixture';

describe('Exp', () => {
  it('is exp by default', () => {
    const { nodes, run } = importLayer('Exp', '', [[1, 1]]);
    expect(nodes).toEqual(['l: y: float32[1x1] = Exp(a)']);
    expect(run([1])[0][0]).toBeCloseTo(Math.E, 5);
  });

  it('takes base, scale and shift', () => {
    expect(importLayer('Exp', 'exp_param { base: 2 scale: 3 shift: 1 }', [[1, 1]]).run([2])[0][0]).toBeCloseTo(128, 3);
  });

  it('refuses a base of 0', () => {
    expect(complaint(() => importLayer('Exp', 'exp_param { base: 0 }', [[1, 1]]))).toContain(
      'base 0 is neither −1 nor positive',
    );
  });
});

describe('Log', () => {
  it('is ln by default', () => {
    expect(importLayer('Log', '', [[1, 1]]).run([Math.E])[0][0]).toBeCloseTo(1, 6);
  });

  it('takes base, scale and shift', () => {
    expect(importLayer('Log', 'log_param { base: 2 scale: 3 shift: 2 }', [[1, 1]]).run([2])[0][0]).toBeCloseTo(3, 5);
  });

  it.each(['0', '1', '-2'])('refuses a base of %s', (base) => {
    expect(complaint(() => importLayer('Log', `log_param { base: ${base} }`, [[1, 1]]))).toContain(
      `base ${base} is neither`,
    );
  });
});

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

describe('Threshold', () => {
  it('compares and casts', () => {
    const { nodes, constant } = importLayer('Threshold', 'threshold_param { threshold: 0.5 }', [[1, 3]]);
    expect(constant('l_threshold')).toEqual([0.5]);
    expect(nodes[0]).toMatch(/^l_above: l_above: bool\[1x3\] = OnnxOp\(a, l_threshold\) .*opType: "Greater"/);
    expect(nodes[1]).toMatch(/^l: y: float32\[1x3\] = OnnxOp\(l_above\) .*opType: "Cast"/);
  });
});

describe('Softmax', () => {
  it('runs over the channels by default', () => {
    const { nodes, run } = importLayer('Softmax', '', [[1, 2, 1, 2]]);
    expect(nodes).toEqual(['l: y: float32[1x2x1x2] NCHW = Softmax(a) {axis: 1}']);
    expect(run([1, 2, 1, 2])).toEqual([[0.5, 0.5, 0.5, 0.5]]);
  });

  it('counts a negative axis from the end', () => {
    expect(importLayer('Softmax', 'softmax_param { axis: -1 }', [[1, 4420, 2]]).nodes[0]).toContain('{axis: 2}');
  });

  it('refuses an axis outside', () => {
    expect(complaint(() => importLayer('Softmax', 'softmax_param { axis: 4 }'))).toContain(
      'axis 4 is outside a bottom of 4 dimensions',
    );
  });
});

describe('ArgMax', () => {
  it('gives indices as reals, the axis kept', () => {
    const { nodes } = importLayer('ArgMax', 'argmax_param { axis: 1 }');
    expect(nodes).toHaveLength(2);
    expect(nodes[0]).toMatch(
      /^l_index: l_index: int64\[1x1x4x4\] = OnnxOp\(a\) .*opType: "ArgMax".*attributes: {axis: 1, keepdims: 1}/,
    );
    expect(nodes[1]).toMatch(/^l: y: float32\[1x1x4x4\] = OnnxOp\(l_index\) .*opType: "Cast".*attributes: {to: 1}/);
  });

  it.each([
    ['', 'an ArgMax without axis is not supported'],
    ['axis: 1 top_k: 2', 'top_k above 1 is not supported'],
    ['axis: 1 out_max_val: true', 'out_max_val is not supported'],
  ])('refuses "%s"', (parameters, problem) => {
    expect(complaint(() => importLayer('ArgMax', `argmax_param { ${parameters} }`))).toContain(problem);
  });
});

describe('Reduction', () => {
  it.each([
    ['axis: 1', [[-2, 9]]],
    ['axis: 1 operation: MEAN', [[-1, 4.5]]],
    ['axis: 1 operation: ASUM', [[4, 9]]],
    ['axis: 1 operation: SUMSQ coeff: 0.5', [[5, 20.5]]],
    ['axis: -1 operation: SUM coeff: 2', [[-4, 18]]],
    ['', [[7]]],
  ])('reduces with "%s"', (parameters, expected) => {
    expect(importLayer('Reduction', `reduction_param { ${parameters} }`, [[2, 2]]).run([1, -3, 4, 5])).toEqual(
      expected,
    );
  });

  it('drops the axes it reduces', () => {
    expect(
      importLayer('Reduction', 'reduction_param { axis: 2 operation: MEAN }', [[1, 2, 3, 4]]).graph.value('y').type
        .shape,
    ).toEqual([1, 2]);
  });

  it('refuses an unknown operation', () => {
    expect(complaint(() => importLayer('Reduction', 'reduction_param { operation: MEDIAN }'))).toContain(
      'expected one of NONE, SUM, ASUM, SUMSQ, MEAN',
    );
  });
});
