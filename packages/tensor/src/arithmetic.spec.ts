import fc from 'fast-check';
import {
  dequantize,
  float32Scale,
  multiplierOf,
  quantize,
  requantize,
  rne,
  saturate,
  scaleOfThreshold,
} from './arithmetic';

/** Half-to-even written the slow, obvious way. */
function rneSlow(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

describe('rne', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, 0],
    [-1.5, -2],
    [-2.5, -2],
    [0.49999999999999994, 0],
    [2 ** 52 + 1, 2 ** 52 + 1],
    [-3230860833976638.5, -3230860833976638],
  ])('%p -> %p', (x, want) => {
    expect(rne(x) + 0).toBe(want);
  });

  it('agrees with the slow form on every finite double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => rne(x) + 0 === rneSlow(x) + 0),
      { numRuns: 2000 },
    );
  });

  it('passes NaN and infinities through', () => {
    expect([rne(NaN), rne(Infinity), rne(-Infinity)]).toEqual([NaN, Infinity, -Infinity]);
  });
});

describe('quantize', () => {
  it('clamps infinities and makes NaN zero', () => {
    expect([NaN, Infinity, -Infinity, 1e30].map((x) => quantize(x, 1, -128, 127))).toEqual([0, 127, -128, 127]);
  });

  it('divides in float32 and never by a reciprocal', () => {
    // In double the quotient lies on the other side of the half than in float32.
    const inFloat32 = [
      [-15.402109146118164, 0.4739110469818115, -32],
      [22.48262596130371, 1.5505259037017822, 14],
      [1.1725332736968994, 0.033986471593379974, 34],
    ];
    // Here the product with the reciprocal does.
    const noReciprocal = [
      [-9.10206413269043, 0.5872299671173096, -15],
      [183.67950439453125, 1.4753373861312866, 124],
    ];
    for (const [x, scale, q] of [...inFloat32, ...noReciprocal])
      expect([x, quantize(x, scale, -128, 127)]).toEqual([x, q]);
  });

  it('undoes dequantize for every int8 value', () => {
    for (let q = -128; q <= 127; q++)
      expect(quantize(dequantize(q, 0.0371), Math.fround(0.0371), -128, 127) + 0).toBe(q);
  });
});

describe('requantize', () => {
  it('rounds the accumulator to float32, then the product', () => {
    // Odd sums above 2^24 are no float32: the product of the sum itself rounds to another integer.
    expect(requantize(22711115, 0.000003368394800418173, -128, 127)).toBe(77);
    expect(requantize(17276197, 0.000005180538209970109, -128, 127)).toBe(89);
    // The sum is a float32; the product in double lies on the other side of the half.
    expect(requantize(22520556, 0.000004418185653776163, -128, 127)).toBe(100);
    expect(requantize(26661374, 0.0000018941259440907743, -128, 127)).toBe(50);
  });

  it('saturates', () => {
    expect([requantize(1e9, 1, -128, 127), requantize(-1e9, 1, -128, 127)]).toEqual([127, -128]);
  });
});

describe('scales', () => {
  it('come from thresholds as float32', () => {
    expect(scaleOfThreshold(1)).toBe(Math.fround(1 / 127));
    expect(scaleOfThreshold(1, 'int16')).toBe(Math.fround(1 / 32767));
    expect(scaleOfThreshold(1, 'uint8')).toBe(Math.fround(1 / 255));
  });

  it('are 1 for a zero, vanishing or broken threshold', () => {
    expect([0, 1e-60, NaN, Infinity].map((threshold) => scaleOfThreshold(threshold))).toEqual([1, 1, 1, 1]);
  });

  it('are float32, and 1 for what is none', () => {
    expect([0.1, 2 ** -126, 3e38].map(float32Scale)).toEqual([Math.fround(0.1), 2 ** -126, Math.fround(3e38)]);
    expect([0, 2 ** -127, -1, NaN, Infinity, 1e39].map(float32Scale)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('never make an infinite multiplier', () => {
    expect(multiplierOf(1e30, 1e30, 1e-30)).toBe(3.4028234663852886e38);
    expect(requantize(0, multiplierOf(1e30, 1e30, 1e-30), -128, 127)).toBe(0);
  });

  it('combine in double, rounded once', () => {
    const [x, w, y] = [0.1, 0.2, 0.3].map(Math.fround);
    expect(multiplierOf(x, w, y)).toBe(Math.fround((x * w) / y));
  });
});

it('saturate turns NaN into 0 and keeps the range', () => {
  expect([saturate(NaN, -128, 127), saturate(200, -128, 127), saturate(-128.5, -128, 127)]).toEqual([0, 127, -128]);
});
