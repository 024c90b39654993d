import type { Tensor, TensorType } from '@openbpu/tensor';
import { expectDType, makeTensor, sizeOf, broadcastShapes } from '@openbpu/tensor';
import { forEachBroadcast, inferBroadcast } from './broadcast';

/** Output type of a float32 function of two broadcast tensors. Throws TypeError or RangeError when they do not fit. */
export function inferBinary(name: string, [a, b]: readonly (TensorType | undefined)[]): TensorType {
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32')
    throw new TypeError(`${name} takes two float32 tensors, not ${a?.dtype ?? 'nothing'} and ${b?.dtype ?? 'nothing'}`);
  return { dtype: 'float32', ...inferBroadcast(a, b) };
}

/** `f` over two broadcast tensors, in double, rounded once. */
export function mapBinary([a, b]: readonly (Tensor | undefined)[], f: (a: number, b: number) => number): Tensor {
  const x = expectDType(a!, 'float32');
  const z = expectDType(b!, 'float32');
  const shape = broadcastShapes(x.shape, z.shape);
  const y = new Float32Array(sizeOf(shape));
  forEachBroadcast(x.shape, z.shape, shape, (at, ia, ib) => (y[at] = f(x.data[ia], z.data[ib])));
  return makeTensor('float32', shape, y);
}
