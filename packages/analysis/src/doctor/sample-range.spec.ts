import { sampleRange } from './sample-range';

const of = (...samples: readonly (readonly number[])[]) =>
  sampleRange(samples.map((data, i) => ({ file: `${i}`, data: Float32Array.from(data) })));

it.each([
  ['bytes', 0, 255],
  ['bytes', 12, 31],
  ['bytes', -32, 287],
  ['bytes', -1, 60],
  ['other', -33, 287],
  ['other', 0, 288],
  ['unit', 0, 1],
  ['unit', -0.04, 1.19],
  ['scaled', 0, 0.29],
  ['scaled', 0, 1.3],
  ['scaled', -0.09, 20],
  ['centred', -128, 127],
  ['centred', -20, 40],
  ['other', -10, 11],
  ['normalised', -2.1, 2.6],
  ['normalised', -1, 0],
  ['normalised', -10, 10],
  ['other', 0, 25],
  ['other', -1e6, 1e6],
  ['constant', 7, 7],
  ['constant', 0, 0],
] as const)('is %s from %d to %d', (kind, low, high) => {
  expect(of([low, high]).kind).toBe(kind);
});

it('is of all samples together, numbers only', () => {
  expect(of([3, NaN, 250], [-1, Infinity], [255, -Infinity])).toEqual({ low: -1, high: 255, kind: 'bytes' });
});

it('is other where there is no number', () => {
  expect(of().kind).toBe('other');
  expect(of([NaN]).kind).toBe('other');
});
