import { blob, complaint, importLayer } from '../import-text.fixture';

describe('activations', () => {
  it.each<[string, string, readonly number[], readonly number[]]>([
    ['AbsVal', '', [-2, 0, 3], [2, 0, 3]],
    ['BNLL', '', [1, -2], [Math.log1p(Math.exp(1)), Math.log1p(Math.exp(-2))]],
    ['Sigmoid', '', [1, -2], [1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(2))]],
    ['TanH', '', [1, -2], [Math.tanh(1), Math.tanh(-2)]],
    ['ReLU6', '', [-1, 3, 6, 7], [0, 3, 6, 6]],
    ['Clip', 'clip_param { min: -1.5 max: 2 }', [-3, 0, 3], [-1.5, 0, 2]],
    ['ELU', 'elu_param { alpha: 2 }', [-1, 3], [2 * Math.expm1(-1), 3]],
    ['ELU', '', [-1, 3], [Math.expm1(-1), 3]],
    ['ReLU', '', [-2, 0, 3], [0, 0, 3]],
    ['ReLU', 'relu_param { negative_slope: 0.25 }', [-2, 3], [-0.5, 3]],
    ['RReLU', '', [-48, 3], [-11, 3]],
    ['RReLU', 'rrelu_param { lower: 0.25 upper: 0.75 }', [-2, 3], [-1, 3]],
    ['RReLU', 'rrelu_param { lower_bound: 0.5 upper_bound: 0.5 }', [-2, 3], [-1, 3]],
    ['CReLU', '', [-2, 3], [0, 3, 2, 0]],
    ['CReLU', 'crelu_param { negative_slope: 0.5 }', [-2, 3], [-1, 3, 2, -1.5]],
    ['CReLU', 'relu_param { negative_slope: 0.5 }', [-2, 3], [-1, 3, 2, -1.5]],
  ])('%s {%s}', (type, parameters, x, expected) => {
    const { run, heard, graph } = importLayer(type, parameters, [[1, x.length]]);
    const [y] = run(x);
    expect(y).toHaveLength(expected.length);
    expected.forEach((value, i) => expect(y[i]).toBeCloseTo(value, 6));
    expect(heard).toEqual([]);
    expect(graph.nodes[graph.nodes.length - 1].id).toBe('l');
  });

  it.each([
    ['AbsVal', '', 'Abs(a)'],
    ['BNLL', '', 'Softplus(a)'],
    ['ReLU6', '', 'Clip(a) {min: 0, max: 6}'],
    ['ELU', '', 'Elu(a) {alpha: 1}'],
    ['ReLU', '', 'Relu(a)'],
    ['ReLU', 'relu_param { negative_slope: 0.25 }', 'LeakyRelu(a) {alpha: 0.25}'],
  ])('%s {%s} is one node', (type, parameters, node) => {
    expect(importLayer(type, parameters, [[1, 4]]).nodes).toEqual([`l: y: float32[1x4] = ${node}`]);
  });

  it('puts the halves of a CReLU along any axis', () => {
    const { graph, run } = importLayer('CReLU', 'crelu_param { concat_axis: -1 }', [[1, 2, 1, 2]]);
    expect(graph.value('y').type.shape).toEqual([1, 2, 1, 4]);
    expect(run([1, -2, -3, 4])).toEqual([[1, 0, 0, 2, 0, 4, 3, 0]]);
  });

  it.each([
    ['Clip', 'clip_param { min: 0 }', 'clip_param.max is missing'],
    ['Clip', 'clip_param { max: 0 }', 'clip_param.min is missing'],
    ['Clip', 'clip_param { min: 2 max: 1 }', 'min 2 is above max 1'],
    ['RReLU', 'rrelu_param { lower: 2 upper: 1 }', 'lower 2 is above upper 1'],
    ['CReLU', 'crelu_param { concat_axis: 2 }', 'axis 2 is outside a bottom of 2 dimensions'],
  ])('%s refuses "%s"', (type, parameters, problem) => {
    expect(complaint(() => importLayer(type, parameters, [[1, 3]]))).toContain(problem);
  });

  it('PReLU has a slope per channel, or one for all', () => {
    const own = importLayer('PReLU', '', [[1, 2, 1, 2]], [blob([2], [0.5, 0.25])]);
    expect(own.run([-2, 2, -4, 4])).toEqual([[-1, 2, -1, 4]]);
    const shared = importLayer('PReLU', 'prelu_param { channel_shared: true }', [[1, 2, 1, 2]], [blob([1], [0.5])]);
    expect(shared.run([-2, 2, -4, 4])).toEqual([[-1, 2, -2, 4]]);
  });
});
