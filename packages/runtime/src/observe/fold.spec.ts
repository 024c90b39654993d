import { fold } from './fold';

const histogram = (bins: number, ...values: number[]) => fold({ at: 'x', fold: 'histogram', bins }, Float32Array.from(values));

it('finds the largest finite magnitude and counts what is not finite', () => {
  expect(fold({ at: 'x', fold: 'absmax' }, Float32Array.of(1, -5, NaN, Infinity, -Infinity, 0))).toEqual({ fold: 'absmax', absmax: 5, broken: 3 });
});

const channels = (count: number, inner: number, ...values: number[]) => fold({ at: 'x', fold: 'channels', channels: count, inner }, Float32Array.from(values));
const UNIT = 2 ** 24;

it('finds bounds and means of every channel, of all images', () => {
  expect(channels(2, 2, 1, -2, 0, NaN, 7, 3, -4, Infinity)).toEqual({
    fold: 'channels', absmax: 7, broken: 2, lows: Float32Array.of(-2, -4), highs: Float32Array.of(7, 0), means: Float64Array.of(2.25 * UNIT, -2 * UNIT), samples: 1,
  });
});

it('has bounds on one side of 0, and zeros without finite elements', () => {
  expect(channels(4, 2, 3, 5, -5, -3, NaN, -Infinity, -0, -0)).toMatchObject({
    absmax: 5, broken: 2, lows: Float32Array.of(3, -5, 0, 0), highs: Float32Array.of(5, -3, 0, 0), means: Float64Array.of(4 * UNIT, -4 * UNIT, 0, 0),
  });
  expect(channels(2, 1)).toEqual({ fold: 'channels', absmax: 0, broken: 0, lows: new Float32Array(2), highs: new Float32Array(2), means: new Float64Array(2), samples: 1 });
});

it.each([[[3e38, 3e38, 3e38], 2 ** 44], [[-3e38, -3e38, 1], -(2 ** 44)], [[3e38, 3e38, -3e38, -3e38], 0], [[1e-45, 1e-45], 0], [[2 ** -24, 2 ** -24, 2 ** -24, 0], 1], [[2 ** -24, 0], 0], [[3 * 2 ** -24, 0], 2]])('takes the mean of %j as %d units', (values, units) => {
  expect(channels(1, values.length, ...values)).toMatchObject({ means: Float64Array.of(units) });
});

it('adds in eight parts, then the upper half to the lower, plane after plane', () => {
  const large = 2 ** 60;
  const mean = (inner: number, ...values: number[]) => channels(1, inner, ...values);
  const units = (sum: number, count: number) => ({ means: Float64Array.of((sum / count) * UNIT) });
  expect(mean(16, large, 0, 0, 0, 2, 0, 0, 0, -large, 0, 0, 0, 0, 0, 0, 0)).toMatchObject(units(2, 16));
  expect(mean(16, large, 0, 0, 0, -large, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0)).toMatchObject(units(0, 16));
  expect(mean(8, large, 0, 0, 0, -large, 0, 2, 0)).toMatchObject(units(2, 8));
  expect(mean(8, large, 0, -large, 0, 0, 0, 2, 0)).toMatchObject(units(0, 8));
  expect(mean(4, large, 2, -large, 0)).toMatchObject(units(2, 4));
  expect(mean(4, large, -large, 2, 0)).toMatchObject(units(0, 4));
  expect(mean(2, large, -large, 2, 0)).toMatchObject(units(2, 4));
});

it('counts magnitudes over the power of two above the largest', () => {
  expect(histogram(4, 0, 0.5, -1, 1.5, -3)).toEqual({ fold: 'histogram', absmax: 3, broken: 0, exponent: 2, counts: Float64Array.of(2, 2, 0, 1) });
});

it('has room for a power of two itself', () => {
  expect(histogram(4, 4)).toMatchObject({ exponent: 3, counts: Float64Array.of(0, 0, 1, 0) });
});

it.each([[[]], [[0, -0]], [[NaN, Infinity]], [[1e-45]]])('puts %j into the first bin or nowhere', (values) => {
  const finite = values.filter((value) => Number.isFinite(value)).length;
  expect(histogram(4, ...values)).toMatchObject({ exponent: -64, counts: Float64Array.of(finite, 0, 0, 0) });
});
