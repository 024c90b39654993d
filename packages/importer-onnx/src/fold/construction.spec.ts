import { DataType } from '@openbpu/onnx';
import { float32, int32, int64, makeTensor, toNumbers } from '@openbpu/tensor';
import { node, refused } from '../model.fixture';
import { folded } from './fold.fixture';

it('makes constants of a shape, a range and repetitions', async () => {
  const filled = await folded('ConstantOfShape', [int64([2], [2, 2])], { value: { tensor: int64([1], [7]) } });
  expect([filled.dtype, filled.shape, toNumbers(filled)]).toEqual(['int64', [2, 2], [7, 7, 7, 7]]);
  expect((await folded('ConstantOfShape', [int64([1], [2])])).data).toEqual(Float32Array.of(0, 0));
  expect(toNumbers(await folded('Range', [int64([], [5]), int64([], [0]), int64([], [-2])]))).toEqual([5, 3, 1]);
  expect((await folded('Range', [float32([], [0]), float32([], [1]), float32([], [0.5])])).data).toEqual(
    Float32Array.of(0, 0.5),
  );
  const tiled = await folded('Tile', [int32([1, 2], [1, 2]), int64([2], [2, 2])]);
  expect([tiled.shape, toNumbers(tiled)]).toEqual([
    [2, 4],
    [1, 2, 1, 2, 1, 2, 1, 2],
  ]);
  expect(toNumbers(await folded('Expand', [int64([2, 1], [1, 2]), int64([2], [1, 2])]))).toEqual([1, 1, 2, 2]);
});

it('gathers, negative indices from the end, and refuses those outside', async () => {
  const data = int64([2, 3], [1, 2, 3, 4, 5, 6]);
  const y = await folded('Gather', [data, int64([2], [-1, 0])], { axis: 1 });
  expect([y.shape, toNumbers(y)]).toEqual([
    [2, 2],
    [3, 1, 6, 4],
  ]);
  expect((await folded('Gather', [data, int64([], [1])])).shape).toEqual([3]);
  expect(
    (
      await refused({ nodes: [node('Gather', ['d', 'i'], ['y'], {}, 'g')], constants: { d: data, i: int64([], [2]) } })
    )[0].message,
  ).toBe('node "g" (Gather): an index is outside the 2 elements of axis 0');
});

it('finds what is not 0', async () => {
  const y = await folded('NonZero', [float32([2, 2], [0, 1, NaN, 0])]);
  expect([y.shape, toNumbers(y)]).toEqual([
    [2, 2],
    [0, 1, 1, 0],
  ]);
});

it('casts by truncation, to bool by being anything but 0, and to one float', async () => {
  const x = float32([4], [1.9, -1.9, 0, 300]);
  expect((await folded('Cast', [x], { to: DataType.INT64 })).data).toEqual(BigInt64Array.of(1n, -1n, 0n, 300n));
  expect((await folded('Cast', [x], { to: DataType.INT8 })).data).toEqual(Int8Array.of(1, -1, 0, 44));
  expect((await folded('Cast', [x], { to: DataType.BOOL })).data).toEqual(Uint8Array.of(1, 1, 0, 1));
  expect((await folded('Cast', [makeTensor('bool', [2], Uint8Array.of(0, 1))], { to: DataType.DOUBLE })).data).toEqual(
    Float32Array.of(0, 1),
  );
  expect((await folded('Cast', [float32([2], [NaN, Infinity])], { to: DataType.INT32 })).data).toEqual(
    Int32Array.of(0, 0),
  );
});

it('reshapes what is empty', async () => {
  expect((await folded('Reshape', [float32([0, 3], []), int64([1], [-1])])).shape).toEqual([0]);
  expect((await folded('Reshape', [float32([0, 3], []), int64([3], [0, 1, 3])])).shape).toEqual([0, 1, 3]);
});

it('makes windows, periodic or symmetric', async () => {
  const size = int64([], [4]);
  expect(toNumbers(await folded('HannWindow', [size], {}, 17))).toEqual([0, 0.5, 1, 0.5]);
  const symmetric = toNumbers(await folded('HammingWindow', [int64([], [3])], { periodic: 0 }, 17));
  expect(symmetric.map((value) => value.toFixed(4))).toEqual(['0.0870', '1.0000', '0.0870']);
  expect(toNumbers(await folded('BlackmanWindow', [size], { output_datatype: 6 }, 17))).toEqual([0, 0, 1, 0]);
});
