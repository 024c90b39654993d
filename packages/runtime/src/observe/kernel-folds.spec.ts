import fc from 'fast-check';
import { fold } from './fold';
import { KernelFolds } from './kernel-folds';
import type { Observation } from './observation';

const wishes: readonly Observation[] = [
  { at: 'x', fold: 'absmax' },
  { at: 'x', fold: 'histogram', bins: 4096 },
  { at: 'x', fold: 'histogram', bins: 16 },
];
const element = fc.oneof(
  fc.float(),
  fc.float({ min: -8, max: 8, noNaN: true }),
  fc.constantFrom(
    0,
    -0,
    127,
    -128,
    NaN,
    Infinity,
    -Infinity,
    3.4028234663852886e38,
    1.401298464324817e-45,
    2 ** -64,
    2 ** -65,
  ),
);
const folds = new KernelFolds();

function check(data: Float32Array): void {
  expect(folds.fold(wishes, data)).toEqual(wishes.map((wish) => fold(wish, data)));
}

it('answers as the plain loops do, bit for bit', () => {
  fc.assert(
    fc.property(fc.array(element, { maxLength: 70 }), (values) => check(Float32Array.from(values))),
    { numRuns: 200 },
  );
});

it.each([0, 1, 3, 4, 5, 300_001])('takes %d elements, one tensor after another', (size) => {
  check(Float32Array.from({ length: size }, (_, i) => Math.fround(((i * 7919) % 4001) / 17 - 100)));
});

/** Equal, and of equal bits in every array: toEqual alone would not tell what rounding hides. */
function checkChannels(channels: number, inner: number, data: Float32Array): void {
  const wish = { at: 'x', fold: 'channels', channels, inner } as const;
  const [got, want] = [folds.fold([wish], data)[0], fold(wish, data)];
  if (got.fold !== 'channels' || want.fold !== 'channels') throw new Error(got.fold);
  expect(got).toEqual(want);
  for (const part of ['lows', 'highs'] as const)
    expect(Buffer.from(got[part].buffer)).toEqual(Buffer.from(want[part].buffer));
  const beside: readonly Observation[] = [{ at: 'x', fold: 'absmax' }, { at: 'x', fold: 'histogram', bins: 16 }, wish];
  expect(folds.fold(beside, data)).toEqual(beside.map((asked) => fold(asked, data)));
}

it.each([
  [1, 1, 5],
  [2, 3, 3],
  [1, 7, 1],
  [2, 2, 300],
  [3, 1, 1],
  [0, 3, 4],
  [0, 3, 0],
])('takes %d images of %d channels of %d elements apart', (images, channels, inner) => {
  checkChannels(
    channels,
    inner,
    Float32Array.from({ length: images * channels * inner }, (_, i) =>
      i % 11 === 5 ? NaN : Math.fround(((i * 7919) % 401) / 17 - 10),
    ),
  );
});

const planes = fc.record({
  images: fc.integer({ min: 1, max: 3 }),
  channels: fc.integer({ min: 1, max: 4 }),
  inner: fc.integer({ min: 1, max: 40 }),
});
const finite = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ min: -8, max: 8, noNaN: true }),
  fc.constantFrom(0, -0, 3e38, -3e38, 1.401298464324817e-45, -1e-40),
);

it.each([
  ['anything', element],
  ['finite elements', finite],
  ['what is not finite', fc.constantFrom(NaN, Infinity, -Infinity)],
  ['huge elements', fc.constantFrom(3e38, -3e38, 3.4028234663852886e38, 1)],
  ['zeros', fc.constantFrom(0, -0)],
])('answers of channels of %s as the plain loops do, bit for bit', (_, elements) => {
  const sample = planes.chain(({ images, channels, inner }) => {
    const length = images * channels * inner;
    return fc.record({
      channels: fc.constant(channels),
      inner: fc.constant(inner),
      values: fc.array(elements, { minLength: length, maxLength: length, size: 'max' }),
    });
  });
  fc.assert(
    fc.property(sample, ({ channels, inner, values }) => checkChannels(channels, inner, Float32Array.from(values))),
    { numRuns: 60 },
  );
});

it('takes channels of many elements, whole or with a broken one', () => {
  const data = Float32Array.from({ length: 4 * 50_003 }, (_, i) => Math.fround(((i * 7919) % 4001) / 17 - 100));
  checkChannels(2, 50_003, data);
  data[70_000] = Infinity;
  checkChannels(2, 50_003, data);
});

it('leaves the tensor as it was', () => {
  const data = Float32Array.of(1, -2, NaN);
  folds.fold(wishes, data);
  expect(data).toEqual(Float32Array.of(1, -2, NaN));
});
