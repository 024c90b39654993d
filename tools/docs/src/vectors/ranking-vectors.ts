import { checkerboard, strides } from './patterns';
import { type Vector, type VectorFile, tensor, vector } from './vector';

type Dtype = 'int8' | 'int16';

/** Places of a line in order: the largest first or the smallest, of equal ones the first or the last. */
function order(line: readonly number[], largest: boolean, last = false): number[] {
  const places = line.map((_, i) => i);
  return places.sort((i, j) => (largest ? line[j] - line[i] : line[i] - line[j]) || (last ? j - i : i - j));
}

const lines = (x: readonly number[], length: number) =>
  Array.from({ length: x.length / length }, (_, i) => x.slice(i * length, (i + 1) * length));

function place(
  name: string,
  dtype: Dtype,
  x: readonly number[],
  length: number,
  largest: boolean,
  last: boolean,
): Vector {
  const rows = lines(x, length);
  return vector(name, largest ? 'HzArgMax' : 'HzArgMin', {
    attributes: { axis: 1, keepdims: false, selectLast: last },
    inputs: [tensor(dtype, [rows.length, length], x)],
    outputs: [
      tensor(
        'int32',
        [rows.length],
        rows.map((row) => order(row, largest, last)[0]),
      ),
    ],
  });
}

function first(
  name: string,
  dtype: Dtype,
  x: readonly number[],
  length: number,
  k: number,
  largest: boolean,
): Vector[] {
  const rows = lines(x, length);
  const inputs = [tensor(dtype, [rows.length, length], x)];
  const attributes = { axis: 1, k, largest };
  const shape = [rows.length, k];
  const places = rows.map((row) => order(row, largest).slice(0, k));
  return [
    vector(name, 'HzTopKValues', {
      attributes,
      inputs,
      outputs: [
        tensor(
          dtype,
          shape,
          places.flatMap((list, i) => list.map((at) => rows[i][at])),
        ),
      ],
    }),
    vector(`${name}, places`, 'HzTopKPlaces', { attributes, inputs, outputs: [tensor('int32', shape, places.flat())] }),
  ];
}

export function rankingVectors(): VectorFile {
  return {
    title: 'HzArgMax, HzArgMin, HzTopKValues, HzTopKPlaces, HzIndices: elements in order, and their places',
    law:
      'the largest (smallest) first, of equal elements the first (selectLast: the last); ' +
      'places are int32, outside int64',
    vectors: [
      place('ties go to the first', 'int8', checkerboard(10), 5, true, false),
      place('ties go to the last', 'int8', checkerboard(10), 5, true, true),
      place('the smallest, both ends', 'int8', [...strides(9, 59), 127, -128, -128], 4, false, false),
      place('the smallest, ties go to the last', 'int8', [127, -128, -128, 127], 4, false, true),
      place('int16', 'int16', strides(12, 7919, -32768, 32767), 6, true, false),
      ...first('the largest three', 'int8', [...strides(7, 59), 127, 127, -128], 5, 3, true),
      ...first('the smallest, all of them', 'int8', checkerboard(8), 4, 4, false),
      ...first('the largest of int16', 'int16', strides(12, 7919, -32768, 32767), 6, 2, true),
      vector('places as the outside has them', 'HzIndices', {
        inputs: [tensor('int32', [3], [0, 1, 2 ** 31 - 1])],
        outputs: [tensor('int64', [3], [0, 1, 2 ** 31 - 1])],
      }),
    ],
  };
}
