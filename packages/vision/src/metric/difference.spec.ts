import { difference } from './difference';

it('is the distance, infinities and NaN as stated', () => {
  expect(difference(-128, 127)).toBe(255);
  expect(difference(0, -0)).toBe(0);
  expect(difference(Infinity, Infinity)).toBe(0);
  expect(difference(-Infinity, Infinity)).toBe(Infinity);
  expect(difference(1, -Infinity)).toBe(Infinity);
  expect(difference(NaN, NaN)).toBeNaN();
  expect(difference(0, NaN)).toBeNaN();
});
