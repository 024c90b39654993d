import { isDense } from '@openbpu/machine';
import { compact } from './compact';

describe('compact', () => {
  it('takes what repeats once', () => {
    expect(compact({ dtype: 'int16', shape: [3, 4], strides: [0, 1] })).toMatchObject({
      once: { shape: [1, 4] },
      strides: [0, 1],
      bytes: 8,
    });
    expect(compact({ dtype: 'float32', shape: [3, 4], strides: [0, 0] })).toMatchObject({
      once: { shape: [1, 1] },
      strides: [0, 0],
      bytes: 4,
    });
  });

  it('keeps the order in memory', () => {
    expect(compact({ dtype: 'int8', shape: [2, 3, 4], strides: [1, 100, 10] })).toMatchObject({
      dense: [1, 8, 2],
      strides: [1, 8, 2],
      bytes: 24,
    });
  });

  it("is dense in the machine's eyes where the view is in order, dimensions of one included", () => {
    const { once, dense } = compact({ dtype: 'int8', shape: [4, 1, 1, 3], strides: [6, 6, 6, 1] });
    expect(isDense({ ...once, strides: dense })).toBe(true);
  });
});
