import { float32 } from '@openbpu/tensor';
import type { FoundBox } from '../box';
import type { Outputs } from '../judge';

/** Outputs of zeros, but where `set` says: by name their shape, and values by index. */
export function outputsOf(
  shapes: Readonly<Record<string, readonly number[]>>,
  set: Readonly<Record<string, Readonly<Record<number, number>>>> = {},
): Outputs {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
      for (const [at, value] of Object.entries(set[name] ?? {})) values[Number(at)] = value;
      return [name, float32(shape, values)];
    }),
  );
}

/** Consecutive values from an index on. */
export function from(start: number, ...values: readonly number[]): Record<number, number> {
  return Object.fromEntries(values.map((value, i) => [start + i, value]));
}

/** Boxes that were found as numbers: score, label, left, top, right, bottom. */
export function rowsOf(boxes: readonly FoundBox[]): number[][] {
  return boxes.map(({ score, label, left, top, right, bottom }) => [score, label, left, top, right, bottom]);
}

/** The same row with room for float32. */
export function about(...row: readonly number[]): unknown[] {
  return row.map((value) => expect.closeTo(value, 4) as unknown);
}
