import { pythonFloat } from '../info/python-text';
import type { ValueCheck } from './compare-values';

/** Two models that are compared, as the guide calls them. */
export const COMPARED = 'Quanti onnx and Simulator';

/** What is said of one tensor that was compared. */
export interface CheckedTensor extends ValueCheck {
  readonly side: 'input' | 'output';
  /** Of the input or output. */
  readonly name: string;
  /** What the models call it, where nodes at the edge of the `.bin` were deleted: the tensor at the cut. */
  readonly tensor?: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

const STARS = 'INFO ****************************';

/** The report of one tensor as the guide prints it, under a line of our own that says which it is. */
export function checkLines(checked: CheckedTensor): string[] {
  const { side, name, tensor, dtype, shape, mismatches, miss, diff, nan, total, rate } = checked;
  const cut = tensor === undefined ? '' : `, compared at "${tensor}"`;
  const head = `${side} "${name}"${cut}: ${dtype}[${shape.join('x')}]${mismatchOf(checked)}`;
  if (mismatches === 0) return [head, `${COMPARED} result Strict check PASSED`];
  return [
    head,
    `INFO mismatch line num: ${mismatches}`,
    STARS,
    `INFO mismatch.line_miss num: ${miss}`,
    `INFO mismatch.line_diff num: ${diff}`,
    `INFO mismatch.line_nan num: ${nan}`,
    STARS,
    `INFO total line num: ${total}`,
    `INFO mismatch rate: ${pythonFloat(rate)}`,
    `${COMPARED} result Strict check FAILED`,
  ];
}

/** Where the first mismatch is and how large they are, as the end of a line; nothing where there is none. */
function mismatchOf({ first, shape, largest, nanInBoth }: CheckedTensor): string {
  if (first === undefined) return '';
  const both = nanInBoth === 0 ? '' : `, NaN in both models ${nanInBoth} times`;
  return `, the first mismatch at [${placeOf(first, shape).join(', ')}], the largest difference ${largest}${both}`;
}

/** Where a value stands in a tensor: its index in each dimension, of its index in memory. */
export function placeOf(index: number, shape: readonly number[]): number[] {
  const place: number[] = [];
  for (let axis = shape.length - 1, left = index; axis >= 0; axis--) {
    place.unshift(left % shape[axis]);
    left = Math.floor(left / shape[axis]);
  }
  return place;
}
