import { requantised } from './law';
import { strides } from './patterns';
import { type Vector, type VectorFile, scalar, tensor, vector } from './vector';

/** First and second neighbour, and the weight of the second out of 2048. */
type Place = readonly [number, number, number];

function linear(
  name: string,
  [height, width]: readonly [number, number],
  x: readonly number[],
  rows: readonly Place[],
  columns: readonly Place[],
  ratio: number,
): Vector {
  const m = ratio / 2 ** 22;
  const at = (row: number, column: number) => BigInt(x[row * width + column]);
  const mix = (a: bigint, b: bigint, weight: number) => a * BigInt(2048 - weight) + b * BigInt(weight);
  const y = rows.flatMap(([top, bottom, down]) =>
    columns.map(([left, right, across]) =>
      requantised(
        mix(mix(at(top, left), at(top, right), across), mix(at(bottom, left), at(bottom, right), across), down),
        m,
      ),
    ),
  );
  return vector(name, 'HzQuantizedResizeUpsample', {
    attributes: { mode: 'linear' },
    inputs: [tensor('int8', [1, 1, height, width], x)],
    parameters: [
      tensor('int32', [rows.length, 3], rows.flat()),
      tensor('int32', [columns.length, 3], columns.flat()),
      scalar(m),
    ],
    outputs: [tensor('int8', [1, 1, rows.length, columns.length], y)],
  });
}

function nearest(
  name: string,
  [height, width]: readonly [number, number],
  x: readonly number[],
  rows: readonly number[],
  columns: readonly number[],
): Vector {
  return vector(name, 'HzQuantizedResizeUpsample', {
    attributes: { mode: 'nearest' },
    inputs: [tensor('int8', [1, 1, height, width], x)],
    parameters: [tensor('int32', [rows.length], rows), tensor('int32', [columns.length], columns)],
    outputs: [
      tensor(
        'int8',
        [1, 1, rows.length, columns.length],
        rows.flatMap((row) => columns.map((column) => x[row * width + column])),
      ),
    ],
  });
}

/** Twice the size about half pixels: places −1/4 (clamped), 1/4, 3/4, 5/4 (clamped). */
const DOUBLED: readonly Place[] = [
  [0, 1, 0],
  [0, 1, 512],
  [0, 1, 1536],
  [1, 1, 0],
];

export function resizeVectors(): VectorFile {
  return {
    title: 'HzQuantizedResizeUpsample: nearest and bilinear by tables',
    law:
      'linear: clamp(rne(fround(fround(sum of x * row weight * column weight) * M))), weights of ' +
      'an axis sum to 2048, M = fround(s_x / s_y) / 2^22; nearest: the element the tables name',
    vectors: [
      linear('2x2 doubled, ties go to the even integer', [2, 2], [0, 2, 4, 6], DOUBLED, DOUBLED, 1),
      linear('both ends doubled', [2, 2], [-128, 127, 127, -128], DOUBLED, DOUBLED, 1),
      linear('saturation at another scale', [2, 2], [-128, 127, 127, -128], DOUBLED, DOUBLED, 1.5),
      linear(
        'odd weights and repeated borders',
        [3, 4],
        strides(12, 101),
        [
          [0, 0, 0],
          [0, 1, 683],
          [1, 2, 1365],
          [2, 2, 2047],
        ],
        [
          [0, 1, 1],
          [1, 2, 1024],
          [2, 3, 2047],
        ],
        Math.fround(0.9),
      ),
      nearest('tables of elements', [2, 3], [-128, -1, 0, 1, 126, 127], [1, 0, 0, 1], [2, 2, 0]),
    ],
  };
}
