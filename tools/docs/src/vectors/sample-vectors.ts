import { type Bounds, INT16, INT8, requantised } from './law';
import { type Vector, type VectorFile, inRuns, scalar, tensor, vector } from './vector';

type Integer = 'int8' | 'int16';

/** The places of a few integers, in 2048ths of an element; every other one is at place 0. */
type Places = readonly (readonly [q: number, place: number])[];

const RANGE: Readonly<Record<Integer, Bounds>> = { int8: INT8, int16: INT16 };

/** A single image of one channel, and a single row of the result. */
interface Sampled {
  readonly x: Integer;
  readonly grid: Integer;
  readonly y: Integer;
  readonly size: readonly [number, number];
  readonly q: readonly number[];
  readonly rows: Places;
  readonly columns: Places;
  readonly ratio: number;
  /** Across and down, as integers of the grid. */
  readonly at: readonly (readonly [number, number])[];
}

function sampled(name: string, { x, grid, y, size: [h, w], q, rows, columns, ratio, at }: Sampled): Vector {
  const m = ratio / 2 ** 22;
  const table = (places: Places) => {
    const entries = new Array<number>(grid === 'int8' ? 256 : 65536).fill(0);
    for (const [integer, place] of places) entries[(integer + entries.length) % entries.length] = place;
    return inRuns('int32', [entries.length], entries);
  };
  const place = (places: Places, integer: number) => places.find(([key]) => key === integer)?.[1] ?? 0;
  const element = (row: number, column: number) =>
    row < 0 || row >= h || column < 0 || column >= w ? 0n : BigInt(q[row * w + column]);
  const results = at.map(([across, down]) => {
    const [r, c] = [place(rows, down), place(columns, across)];
    const [top, left] = [Math.floor(r / 2048), Math.floor(c / 2048)];
    const [v, u] = [BigInt(r - 2048 * top), BigInt(c - 2048 * left)];
    const line = (row: number) => element(row, left) * (2048n - u) + element(row, left + 1) * u;
    return requantised(line(top) * (2048n - v) + line(top + 1) * v, m, RANGE[y]);
  });
  return vector(name, 'HzGridSample', {
    attributes: y === 'int16' ? { dtype: y } : {},
    inputs: [tensor(x, [1, 1, h, w], q), tensor(grid, [1, 1, at.length, 2], at.flat())],
    parameters: [table(rows), table(columns), scalar(m)],
    outputs: [tensor(y, [1, 1, 1, at.length], results)],
  });
}

const between: Places = [
  [-128, -2048],
  [-1, -1],
  [1, 1024],
  [2, 2047],
  [127, 4096],
];

const all = between.flatMap(([across]) => between.map(([down]) => [across, down] as const));

export function sampleVectors(): VectorFile {
  const small = { size: [2, 2], rows: between, columns: between } as const;
  return {
    title: 'HzGridSample: elements around computed places, by tables',
    law:
      'clamp(rne(fround(fround(sum of x * row weight * column weight) * M))) over four elements, outside of x 0; ' +
      'a place is an entry of the table in 2048ths, its fraction the weight of the second, ' +
      'M = fround(s_x / s_y) / 2^22',
    vectors: [
      sampled('the elements themselves', {
        ...{ x: 'int8', grid: 'int8', y: 'int8', size: [1, 3], q: [-128, 5, 127], ratio: 1 },
        rows: [],
        columns: [
          [-7, 2048],
          [7, 4096],
        ],
        at: [
          [0, 0],
          [-7, 0],
          [7, 9],
        ],
      }),
      sampled('between elements and beyond them, ties go to the even integer', {
        ...{ ...small, x: 'int8', grid: 'int8', y: 'int8', q: [1, 2, 4, 8], ratio: 1, at: all },
      }),
      sampled('extremes and saturation', {
        ...{ ...small, x: 'int8', grid: 'int8', y: 'int8', q: [-128, 127, 127, -128], ratio: 1.5, at: all },
      }),
      sampled('int8 by a grid of int16 to int16', {
        ...{ x: 'int8', grid: 'int16', y: 'int16', size: [1, 2], q: [-128, 127], rows: [], ratio: 300 },
        columns: [
          [-32768, -1024],
          [-1, 683],
          [32767, 3000],
        ],
        at: [
          [-32768, 5],
          [-1, 0],
          [32767, -5],
          [300, 300],
        ],
      }),
      sampled('int16 by a grid of int8 to int8', {
        ...{ ...small, x: 'int16', grid: 'int8', y: 'int8', q: [-32768, 32767, 129, 384], ratio: 1 / 256, at: all },
      }),
      sampled('int16 to int16', {
        ...{ ...small, x: 'int16', grid: 'int8', y: 'int16', q: [-32768, 32767, 32767, -32768], ratio: 1, at: all },
      }),
    ],
  };
}
