import type { GivenInput } from './feeding';
import { asGiven, fed, planesOf } from './feeding';

const input = (layoutTrain: 'NCHW' | 'NHWC', shape: readonly number[], more: Partial<GivenInput> = {}): GivenInput => ({
  name: 'x',
  shape,
  layoutTrain,
  typeTrain: 'rgb',
  ...more,
});
const AS_IT_IS = { swap: false, turn: false, factor: 1 };
const values = (data: readonly number[], of: GivenInput, feeding: Parameters<typeof fed>[2]) =>
  Array.from(fed({ file: 'f', data: Float32Array.from(data) }, of, feeding).data);

// Two pixels: red 1 and 2, green 3 and 4, blue 5 and 6.
const PLANAR = [1, 2, 3, 4, 5, 6];
const PIXELS = [1, 3, 5, 2, 4, 6];

it('knows how channels lie', () => {
  expect(planesOf(input('NCHW', [1, 3, 4, 5]))).toEqual({ channels: 3, inner: 20, height: 4, width: 5 });
  expect(planesOf(input('NHWC', [1, 4, 5, 3]))).toEqual({ channels: 3, inner: 1, height: 4, width: 5 });
  expect(planesOf(input('NCHW', [1, 3]))).toBeUndefined();
});

it('feeds as the recipe says', () => {
  const given = input('NCHW', [1, 3, 1, 2], { mean: [1, 2, 3], scale: [10] });
  expect(asGiven(given)).toEqual({ swap: false, turn: false, factor: 1, mean: [1, 2, 3], scale: [10] });
  expect(values(PLANAR, given, asGiven(given))).toEqual([0, 10, 10, 20, 20, 30]);
  expect(asGiven(input('NCHW', [1, 3, 1, 2]))).toEqual(AS_IT_IS);
  expect(fed({ file: 'f', data: new Float32Array(6) }, given, AS_IT_IS).shape).toEqual([1, 3, 1, 2]);
});

it('takes the factor before the mean', () => {
  const of = input('NHWC', [1, 1, 2, 3]);
  expect(values(PIXELS, of, { ...AS_IT_IS, factor: 2, mean: [1], scale: [1, 10, 100] })).toEqual([
    ...[1, 50, 900],
    ...[3, 70, 1100],
  ]);
});

it.each([
  ['NCHW', [1, 3, 1, 2], PLANAR, [5, 6, 3, 4, 1, 2]],
  ['NHWC', [1, 1, 2, 3], PIXELS, [5, 3, 1, 6, 4, 2]],
] as const)('exchanges red and blue of %s', (layout, shape, data, wanted) => {
  expect(values(data, input(layout, shape), { ...AS_IT_IS, swap: true })).toEqual(wanted);
});

it.each([
  ['NCHW', [1, 3, 1, 2], PIXELS, PLANAR],
  ['NHWC', [1, 1, 2, 3], PLANAR, PIXELS],
] as const)('reads elements of %s that lie the other way', (layout, shape, data, wanted) => {
  expect(values(data, input(layout, shape), { ...AS_IT_IS, turn: true })).toEqual(wanted);
  const two = [...data, ...data.map((value) => value + 10)];
  const batch = [2, ...shape.slice(1)];
  expect(values(two, input(layout, batch), { ...AS_IT_IS, turn: true })).toEqual([
    ...wanted,
    ...wanted.map((value) => value + 10),
  ]);
});

it('exchanges and turns at once', () => {
  expect(values(PIXELS, input('NCHW', [1, 3, 1, 2]), { ...AS_IT_IS, swap: true, turn: true })).toEqual([
    ...[5, 6, 3, 4, 1, 2],
  ]);
});

it('takes an input without channels for one', () => {
  const flat = input('NCHW', [1, 4], { typeTrain: 'featuremap' });
  expect(values([1, 2, 3, 4], flat, { ...AS_IT_IS, swap: true, turn: true, mean: [1, 7], scale: [2, 7] })).toEqual([
    ...[0, 2, 4, 6],
  ]);
});
