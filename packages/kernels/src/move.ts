import { expectEqual } from './checks';
import type { Kernels } from './kernels';

export interface MoveND {
  /** Byte offset of the box's first source element. */
  readonly x: number;
  /** Byte offset of the box's first target element; the two must not overlap. */
  readonly y: number;
  readonly elementBytes: 1 | 2 | 4;
  /** Outermost first. */
  readonly extents: readonly number[];
  /** In elements, one per extent; 0 repeats, negative walks backwards. */
  readonly xStrides: readonly number[];
  readonly yStrides: readonly number[];
}

interface Dimension {
  extent: number;
  from: number;
  to: number;
}

const RANK = 6;

/**
 * Copies a box: `y[sum i_d * yStrides[d]] = x[sum i_d * xStrides[d]]`. At most six dimensions after merging those that
 * lie on end.
 */
export function moveND(kernels: Kernels, p: MoveND): void {
  expectEqual('source strides', p.xStrides.length, p.extents.length);
  expectEqual('target strides', p.yStrides.length, p.extents.length);
  if (p.extents.includes(0)) return;
  const merged = merge(p);
  if (merged.length > RANK)
    throw new RangeError(`a box of ${merged.length} dimensions cannot be moved; at most ${RANK}`);
  const plan = new Int32Array(3 * RANK);
  plan.fill(1, 0, RANK - merged.length);
  merged.forEach((dimension, i) => {
    const at = RANK - merged.length + i;
    plan[at] = dimension.extent;
    plan[RANK + at] = dimension.from * p.elementBytes;
    plan[2 * RANK + at] = dimension.to * p.elementBytes;
  });
  kernels.scratch(plan.byteLength, (scratch) => {
    kernels.i32(scratch, plan.length).set(plan);
    kernels.run.moveND({ ...p, plan: scratch });
  });
}

function merge({ extents, xStrides, yStrides }: MoveND): readonly Dimension[] {
  const kept: Dimension[] = [];
  extents.forEach((extent, d) => {
    if (extent === 1) return;
    const outer = kept.at(-1);
    if (outer && outer.from === xStrides[d] * extent && outer.to === yStrides[d] * extent) {
      outer.extent *= extent;
      outer.from = xStrides[d];
      outer.to = yStrides[d];
    } else kept.push({ extent, from: xStrides[d], to: yStrides[d] });
  });
  return kept;
}

export interface FillND {
  /** Byte offset of the box's first element. */
  readonly y: number;
  readonly elementBytes: 1 | 2 | 4;
  /** The element's bits as an integer, signed or unsigned. */
  readonly value: number;
  /** Outermost first. */
  readonly extents: readonly number[];
  /** In elements, one per extent. */
  readonly yStrides: readonly number[];
}

/** Writes one value to a box: `y[sum i_d * yStrides[d]] = value`. A pad is this, then moveND. */
export function fillND(kernels: Kernels, { y, elementBytes, value, extents, yStrides }: FillND): void {
  kernels.scratch(4, (x) => {
    kernels.i32(x, 1)[0] = value;
    moveND(kernels, { x, y, elementBytes, extents, xStrides: extents.map(() => 0), yStrides });
  });
}
