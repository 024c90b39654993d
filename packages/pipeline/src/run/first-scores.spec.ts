import { type Tensor, makeTensor } from '@openbpu/tensor';
import { type OutputScale, firstScores, isScoreList } from './first-scores';

const outputs = new Map<string, Tensor>([
  ['y', makeTensor('int32', [1, 3, 2], Int32Array.of(1, 2, 3, 4, 5, -2147483648))],
  ['z', makeTensor('int8', [1], Int8Array.of(9))],
]);

it('multiplies integers by their scale, one or one a channel', () => {
  expect([...firstScores(outputs, new Map([['y', { scale: [0.5] }]]))]).toEqual([0.5, 1, 1.5, 2, 2.5, -1073741824]);
  expect([...firstScores(outputs, new Map([['y', { scale: [1, 10, 100], axis: 1 }]]))]).toEqual([
    1,
    2,
    30,
    40,
    500,
    Math.fround(-214748364800),
  ]);
});

it('takes away what stands for 0 in each channel, whichever axis the channels lie on', () => {
  const of = (scale: OutputScale) => [...firstScores(outputs, new Map([['y', scale]]))].slice(0, 5);
  expect(of({ scale: [0.5], zero: [2] })).toEqual([-0.5, 0, 0.5, 1, 1.5]);
  expect(of({ scale: [1, 10, 100], axis: 1, zero: [1, 0, -1] })).toEqual([0, 1, 30, 40, 600]);
  expect(of({ scale: [1, 10], axis: 2, zero: [0, 5] })).toEqual([1, -30, 3, -10, 5]);
  expect(of({ scale: [2], axis: 0 })).toEqual([2, 4, 6, 8, 10]);
  expect(of({ scale: [1, 10, 100], axis: 1, zero: [1] })).toEqual([0, 1, 30, 40, 500]);
});

it('takes numbers without a scale, and floats, as they are', () => {
  expect([...firstScores(outputs)].slice(0, 2)).toEqual([1, 2]);
  expect([
    ...firstScores(
      new Map([['f', makeTensor('float32', [2], Float32Array.of(0.25, NaN))]]),
      new Map([['f', { scale: [2] }]]),
    ),
  ]).toEqual([0.25, NaN]);
});

it('reads half precision and 64-bit integers', () => {
  expect([...firstScores(new Map([['f', makeTensor('float16', [2], Uint16Array.of(0x3c00, 0x4000))]]))]).toEqual([
    1, 2,
  ]);
  expect([...firstScores(new Map([['i', makeTensor('int64', [1], BigInt64Array.of(281n))]]))]).toEqual([281]);
});

it('takes one dimension of many elements for a list, and no more', () => {
  for (const shape of [[1, 1000], [1, 1000, 1, 1], [5], [], [1, 1]])
    expect(isScoreList({ dtype: 'float32', shape })).toBe(true);
  for (const shape of [
    [1, 4420, 2],
    [2, 1000],
    [1, 3, 2, 2],
  ])
    expect(isScoreList({ dtype: 'float32', shape })).toBe(false);
});

it('takes classes and flags for no scores', () => {
  for (const dtype of ['int64', 'uint64', 'bool']) expect(isScoreList({ dtype, shape: [1, 5] })).toBe(false);
  for (const dtype of ['int8', 'uint8', 'int32', 'float16']) expect(isScoreList({ dtype, shape: [1, 5] })).toBe(true);
});
