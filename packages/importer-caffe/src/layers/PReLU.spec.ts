import { blob, complaint, importLayer } from '../import-text.fixture';

describe('PReLU', () => {
  it('has a slope per channel', () => {
    const { nodes, run } = importLayer('PReLU', '', [[1, 2, 1, 2]], [blob([2], [0.5, 2])]);
    expect(nodes).toEqual(['l: y: float32[1x2x1x2] NCHW = PRelu(a, l_slope)']);
    expect(run([-1, 1, -1, 1])).toEqual([[-0.5, 1, -2, 1]]);
  });

  it('has one slope when shared', () => {
    expect(
      importLayer('PReLU', 'prelu_param { channel_shared: true }', [[1, 2]], [blob([1], [0.5])]).run([-2, -4]),
    ).toEqual([[-1, -2]]);
  });

  it('refuses slopes of another number', () => {
    expect(complaint(() => importLayer('PReLU', '', [[1, 2, 1, 1]], [blob([3], [1, 1, 1])]))).toContain(
      'the slope of the caffemodel is 3, the prototxt asks for 2',
    );
  });
});
