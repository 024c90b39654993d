import type { AttentionSizes } from './deformable-attention';

/** A place between four cells: their columns and rows, and how far it is from the first. */
interface Between {
  readonly column: number;
  readonly row: number;
  readonly right: number;
  readonly down: number;
}

/** The sum over levels and points of what lies at the places, by weights: [batch, queries, heads · depth]. */
export function sampleLevels(
  sizes: AttentionSizes,
  values: Float32Array,
  places: Float32Array,
  weights: Float32Array,
): Float32Array {
  const { batch, keys, heads, depth, queries, points, levels } = sizes;
  const result = new Float32Array(batch * queries * heads * depth);
  const sum = new Float64Array(depth);
  let at = 0;
  for (let n = 0; n < batch; n++)
    for (let q = 0; q < queries; q++)
      for (let head = 0; head < heads; head++) {
        sum.fill(0);
        let first = 0;
        for (const [height, width] of levels) {
          for (let p = 0; p < points; p++, at++) {
            const place = between(places[2 * at] * width - 0.5, places[2 * at + 1] * height - 0.5);
            addPlace(
              sum,
              place,
              weights[at],
              (row, column) =>
                row >= 0 && row < height && column >= 0 && column < width
                  ? ((n * keys + first + row * width + column) * heads + head) * depth
                  : -1,
              values,
            );
          }
          first += height * width;
        }
        result.set(sum, ((n * queries + q) * heads + head) * depth);
      }
  return result;
}

function between(x: number, y: number): Between {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  return { column, row, right: x - column, down: y - row };
}

/** Adds what lies at a place, by weight. `offset` gives where the channels of a cell begin; below 0 outside. */
function addPlace(
  sum: Float64Array,
  { column, row, right, down }: Between,
  weight: number,
  offset: (row: number, column: number) => number,
  values: Float32Array,
): void {
  for (const [y, share] of [
    [row, 1 - down],
    [row + 1, down],
  ] as const)
    for (const [x, part] of [
      [column, 1 - right],
      [column + 1, right],
    ] as const) {
      const from = offset(y, x);
      if (from < 0) continue;
      const factor = weight * share * part;
      for (let c = 0; c < sum.length; c++) sum[c] += factor * values[from + c];
    }
}
