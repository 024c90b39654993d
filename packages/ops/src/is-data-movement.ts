import { type AnyOp, isSameOp } from '@openbpu/ir';
import * as ops from './all';

/** Whether an op only moves elements: each one of its output is one of its data inputs, or a fixed value (pads). */
export function isDataMovement(op: AnyOp): boolean {
  return MOVEMENTS.some((movement) => isSameOp(movement, op));
}

const MOVEMENTS: readonly AnyOp[] = [
  ops.Concat,
  ops.DepthToSpace,
  ops.Expand,
  ops.HzPad,
  ops.Identity,
  ops.Pad,
  ops.Reshape,
  ops.Slice,
  ops.SpaceToDepth,
  ops.Split,
  ops.Transpose,
];
