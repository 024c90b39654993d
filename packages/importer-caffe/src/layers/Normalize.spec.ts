import { blob, importLayer } from '../import-text.fixture';

describe('Normalize', () => {
  it('divides by the length over the channels and scales', () => {
    const [[a, b]] = importLayer(
      'Normalize',
      'norm_param { across_spatial: false channel_shared: false }',
      [[1, 2, 1, 1]],
      [blob([2], [10, 20])],
    ).run([3, 4]);
    expect(a).toBeCloseTo(6, 5);
    expect(b).toBeCloseTo(16, 5);
  });

  it('divides by the length of the whole image by default', () => {
    const [values] = importLayer('Normalize', '', [[1, 1, 2, 2]], [blob([1], [1])]).run([1, 1, 1, 1]);
    for (const value of values) expect(value).toBeCloseTo(0.5, 6);
  });
});
