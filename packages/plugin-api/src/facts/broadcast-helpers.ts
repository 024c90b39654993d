import type { Shape } from '@openbpu/tensor';

/** Which operand of a pair is repeated along an axis. */
type Repeated = 'a' | 'b' | 'neither';

/** One axis of two shapes aligned at the end, missing dimensions being 1. */
interface Axis {
  readonly a: number;
  readonly b: number;
  readonly repeated: Repeated;
}

function aligned(a: Shape, b: Shape): Axis[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const [left, right] = [a, b].map((shape) => shape[axis - rank + shape.length] ?? 1);
    return { a: left, b: right, repeated: left === right ? 'neither' : left === 1 ? 'a' : 'b' };
  });
}

/** The axes along which there is more than one element. */
function extended(a: Shape, b: Shape): Axis[] {
  return aligned(a, b).filter((axis) => Math.max(axis.a, axis.b) !== 1);
}

/** Whether `shape` is [N, C, 1, 1] for the N and C of `reference`. */
export function isNC11(shape: Shape, reference: Shape): boolean {
  return (
    shape.length === 4 && shape[0] === reference[0] && shape[1] === reference[1] && shape[2] === 1 && shape[3] === 1
  );
}

/** Along how many axes the two differ. */
export function countDiffDims(a: Shape, b: Shape): number {
  return aligned(a, b).filter((axis) => axis.a !== axis.b).length;
}

/** Whether the shapes differ along `axis`, counted from the first dimension of the longest. */
export function broadcastsAxis(shapes: readonly Shape[], axis: number): boolean {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return new Set(shapes.map((shape) => shape[axis - rank + shape.length] ?? 1)).size > 1;
}

/** Whether each of the two is repeated along some axis. */
export function mutualBroadcast(a: Shape, b: Shape): boolean {
  const repeated = extended(a, b).map((axis) => axis.repeated);
  return repeated.includes('a') && repeated.includes('b');
}

/** Whether `a` is repeated along all axes or along none; axes of one element count for neither. */
export function allOrNoneBroadcast(a: Shape, b: Shape): boolean {
  const repeated = extended(a, b).map((axis) => axis.repeated === 'a');
  return repeated.every(Boolean) || !repeated.some(Boolean);
}

/** Whether the axes along which `b` is not repeated stand together in front. */
export function leadingNonBroadcast(b: Shape, a: Shape): boolean {
  const repeated = extended(a, b).map((axis) => axis.repeated === 'b');
  const first = repeated.indexOf(true);
  return first < 0 || repeated.slice(first).every(Boolean);
}

/**
 * The rank that is left of a broadcast pair after axes of one element are dropped and neighbouring axes are merged that
 * are repeated for the same operand, or for neither.
 */
export function foldBroadcastRank(a: Shape, b: Shape): number {
  const kinds = extended(a, b).map((axis) => axis.repeated);
  return kinds.filter((kind, i) => i === 0 || kind !== kinds[i - 1]).length;
}
