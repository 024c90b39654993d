import { quantize, requantize } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { INT8, clamped, quantised, requantised, requantisedSum } from './law';

const float = fc.float({ noNaN: true, noDefaultInfinity: true });
const multiplier = fc.float({ min: Math.fround(1e-9), max: 4, noNaN: true });

it('agrees with the arithmetic of the project, by other means', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      multiplier,
      (acc, m) => requantised(BigInt(acc), m) === requantize(acc, m, -128, 127) + 0,
    ),
  );
  fc.assert(fc.property(float, multiplier, (x, scale) => quantised(x, scale) === quantize(x, scale, -128, 127) + 0));
});

it('sends no number to 0 and infinities to the ends', () => {
  expect([NaN, Infinity, -Infinity].map((x) => quantised(x, 0.5))).toEqual([0, 127, -128]);
});

it('clamps, and subtracts', () => {
  expect([-129n, -128n, 0n, 127n, 128n].map((q) => clamped(q, INT8))).toEqual([-128, -128, 0, 127, 127]);
  expect(requantisedSum(127n, 1, -128n, 1, -1)).toBe(127);
  expect(requantisedSum(3n, 0.5, 0n, 1, -1)).toBe(2);
});
