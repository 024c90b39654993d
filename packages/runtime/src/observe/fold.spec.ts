import { fold } from './fold';

const histogram = (bins: number, ...values: number[]) =>
  fold({ at: 'x', fold: 'histogram', bins }, Float32Array.from(values));

it('finds the largest finite magnitude and counts what is not finite', () => {
  expect(fold({ at: 'x', fold: 'absmax' }, Float32Array.of(1, -5, NaN, Infinity, -Infinity, 0))).toEqual({
    fold: 'absmax',
    absmax: 5,
    broken: 3,
  });
});

const channels = (count: number, inner: number, ...values: number[]) =>
  fold({ at: 'x', fold: 'channels', channels: count, inner }, Float32Array.from(values));

it('finds the bounds of every channel, of all images', () => {
  expect(channels(2, 2, 1, -2, 0, NaN, 7, 3, -4, Infinity)).toEqual({
    fold: 'channels',
    absmax: 7,
    broken: 2,
    lows: Float32Array.of(-2, -4),
    highs: Float32Array.of(7, 0),
  });
});

it('has bounds on one side of 0, and zeros without finite elements', () => {
  expect(channels(4, 2, 3, 5, -5, -3, NaN, -Infinity, -0, -0)).toMatchObject({
    absmax: 5,
    broken: 2,
    lows: Float32Array.of(3, -5, 0, 0),
    highs: Float32Array.of(5, -3, 0, 0),
  });
  expect(channels(2, 1)).toEqual({
    fold: 'channels',
    absmax: 0,
    broken: 0,
    lows: new Float32Array(2),
    highs: new Float32Array(2),
  });
});

it('counts magnitudes over the power of two above the largest', () => {
  expect(histogram(4, 0, 0.5, -1, 1.5, -3)).toEqual({
    fold: 'histogram',
    absmax: 3,
    broken: 0,
    exponent: 2,
    counts: Float64Array.of(2, 2, 0, 1),
  });
});

it('has room for a power of two itself', () => {
  expect(histogram(4, 4)).toMatchObject({ exponent: 3, counts: Float64Array.of(0, 0, 1, 0) });
});

it.each([[[]], [[0, -0]], [[NaN, Infinity]], [[1e-45]]])('puts %j into the first bin or nowhere', (values) => {
  const finite = values.filter((value) => Number.isFinite(value)).length;
  expect(histogram(4, ...values)).toMatchObject({ exponent: -64, counts: Float64Array.of(finite, 0, 0, 0) });
});
