import { cosineCell, quality } from './quality';

describe('quality', () => {
  it('grades cosines, NaN as bad', () => {
    expect([1, 0.99, 0.98999, 0.95, 0.949, -1, NaN].map((cosine) => quality(cosine))).toEqual([
      'good',
      'good',
      'fair',
      'fair',
      'bad',
      'bad',
      'bad',
    ]);
  });

  it('gives no grade to what was measured on noise', () => expect(quality(0.999997, true)).toBe('even'));
});

describe('cosineCell', () => {
  const width = (cosine: number) => Number(/width:(\d+)%/.exec(cosineCell(cosine).text)?.[1]);

  it('fills the bar with nines', () => {
    expect([0.9, 0.99, 0.999, 0.999999].map(width)).toEqual([17, 33, 50, 100]);
  });

  it('stays between a sliver and full', () => {
    expect([-1, 0, 1, 1.0000001].map(width)).toEqual([2, 2, 100, 100]);
  });

  it('colours by quality, and draws no bar for nothing', () => {
    expect(cosineCell(0.97).text).toBe('0.970000<i class="bar"><i class="fair" style="width:25%"></i></i>');
    expect(cosineCell(null).text).toBe('--');
    expect(cosineCell(undefined).text).toBe('--');
  });
});
