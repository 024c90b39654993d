import { type DType, type Shape, type Tensor, allocate, sizeOf, stridesOf } from '@openbpu/tensor';
import { copyElement } from './copy-strided';

/** What stands outside the tensor: a value, the tensor mirrored at its border, or the border itself. */
export type PadMode = 'constant' | 'reflect' | 'edge';

/** The shape after pads (all begins, then all ends; negative ones cut). Throws RangeError when they do not fit. */
export function paddedShape(shape: Shape, pads: readonly number[], mode: PadMode): number[] {
  const rank = shape.length;
  if (pads.length !== 2 * rank) throw new RangeError(`${pads.length} pads do not fit ${rank} dimensions`);
  return shape.map((size, axis) => {
    const [begin, end] = [pads[axis], pads[axis + rank]];
    const most = mode === 'reflect' ? size - 1 : mode === 'edge' && size === 0 ? 0 : Infinity;
    const padded = size + begin + end;
    if (Math.max(begin, end) > most || padded < 0)
      throw new RangeError(`pads ${begin} and ${end} do not fit a dimension of ${size} in ${mode} mode`);
    return padded;
  });
}

/** Any element type. `paddedShape` must have accepted the pads. */
export function padTensor(x: Tensor, pads: readonly number[], mode: PadMode, value: number): Tensor {
  const shape = paddedShape(x.shape, pads, mode);
  const strides = stridesOf(x.shape);
  const sources = shape.map((size, axis) =>
    Array.from({ length: size }, (_, i) => source(i - pads[axis], x.shape[axis], mode) * strides[axis]),
  );
  const y = filled(x.dtype, sizeOf(shape), value);
  const index = new Array<number>(shape.length).fill(0);
  for (let at = 0; at < y.length; at++) {
    let from = 0;
    for (let d = 0; d < shape.length; d++) from += sources[d][index[d]];
    if (from === from) copyElement(x.data, from, y, at);
    for (let d = shape.length - 1; d >= 0 && ++index[d] === shape[d]; d--) index[d] = 0;
  }
  return { dtype: x.dtype, shape, data: y };
}

/** The coordinate that is read for coordinate `at` of the unpadded dimension; NaN for none. */
function source(at: number, size: number, mode: PadMode): number {
  if (at >= 0 && at < size) return at;
  if (mode === 'constant') return NaN;
  if (mode === 'edge') return at < 0 ? 0 : size - 1;
  return at < 0 ? -at : 2 * size - 2 - at;
}

function filled(dtype: DType, length: number, value: number) {
  const data = allocate(dtype, length);
  return data instanceof BigInt64Array || data instanceof BigUint64Array ? data.fill(BigInt(value)) : data.fill(value);
}
