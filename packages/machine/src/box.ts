import { type DType, type TensorData, bytesPerElement } from '@openbpu/tensor';
import type { MachineDType, View } from './region';

/** Indices `from` to below `to` of one dimension. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A part of an index space: one range per dimension. */
export type Box = readonly Range[];

/** A view that begins `offset` bytes into some memory. */
export interface LocatedView extends View {
  readonly offset: number;
}

/** Gives new constants a place, and reads those it gave one before, while instructions are cut. */
export interface ConstantSource<V> {
  /** A dense view of new constants. */
  add(dtype: MachineDType, shape: readonly number[], data: TensorData): V;
  /** The elements of a dense int32 view. */
  elements(view: V): Int32Array;
}

/** Every index of a dimension. */
export function all(size: number): Range {
  return { from: 0, to: size };
}

/** The part of a view that a box of its indices covers. */
export function subView<V extends LocatedView>(view: V, box: Box): V {
  const first = box.reduce((sum, { from }, d) => sum + from * view.strides[d], 0);
  return {
    ...view,
    offset: view.offset + first * bytesPerElement(view.dtype),
    shape: box.map(({ from, to }) => to - from),
  };
}

/** The element type of the padding around a view: int16 for int16, else int8. */
export function paddingType({ dtype }: View): Extract<DType, 'int8' | 'int16'> {
  return dtype === 'int16' ? 'int16' : 'int8';
}
