import { quality } from './quality';

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
