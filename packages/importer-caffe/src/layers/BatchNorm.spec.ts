import { blob, complaint, importLayer } from '../import-text.fixture';

const stats = (factor: number) => [blob([2], [2, 4]), blob([2], [8, 2]), blob([1], [factor])];

describe('BatchNorm', () => {
  it('divides mean and variance by the scale factor', () => {
    const { nodes, run, constant } = importLayer(
      'BatchNorm',
      'batch_norm_param { use_global_stats: true eps: 0 }',
      [[1, 2, 1, 1]],
      stats(2),
    );
    expect(nodes).toEqual([
      'l: y: float32[1x2x1x1] NCHW = BatchNormalization(a, l_scale, l_bias, l_mean, l_variance) {epsilon: 0}',
    ]);
    expect(constant('l_mean')).toEqual([1, 2]);
    expect(constant('l_variance')).toEqual([4, 1]);
    expect(run([5, 5])).toEqual([[2, 3]]);
  });

  it('takes statistics of factor 0 as 0', () => {
    const { constant } = importLayer('BatchNorm', '', [[1, 2, 1, 1]], stats(0));
    expect([...constant('l_mean'), ...constant('l_variance')]).toEqual([0, 0, 0, 0]);
  });

  it('has an eps of 1e-5', () => {
    expect(importLayer('BatchNorm', '', [[1, 2, 1, 1]], stats(1)).nodes[0]).toContain(`epsilon: ${Math.fround(1e-5)}`);
  });

  it('refuses statistics of the batch, and blobs that are missing', () => {
    expect(
      complaint(() =>
        importLayer('BatchNorm', 'batch_norm_param { use_global_stats: false }', [[1, 2, 1, 1]], stats(1)),
      ),
    ).toContain('use_global_stats: false is not supported');
    expect(complaint(() => importLayer('BatchNorm', '', [[1, 2, 1, 1]], stats(1).slice(0, 2)))).toContain(
      'net.caffemodel holds no scale factor for it',
    );
  });
});
