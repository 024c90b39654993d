import { complaint, importLayer } from '../import-text.fixture';

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
