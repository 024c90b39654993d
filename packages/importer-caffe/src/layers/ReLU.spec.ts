import { importLayer } from '../import-text.fixture';

describe('ReLU', () => {
  it('cuts at 0', () => {
    const { nodes, run } = importLayer('ReLU', '', [[1, 3]]);
    expect(nodes).toEqual(['l: y: float32[1x3] = Relu(a)']);
    expect(run([-2, 0, 3])).toEqual([[0, 0, 3]]);
  });

  it('is leaky with a negative_slope', () => {
    const { nodes, run } = importLayer('ReLU', 'relu_param { negative_slope: 0.25 }', [[1, 2]]);
    expect(nodes).toEqual(['l: y: float32[1x2] = LeakyRelu(a) {alpha: 0.25}']);
    expect(run([-2, 3])).toEqual([[-0.5, 3]]);
  });
});
