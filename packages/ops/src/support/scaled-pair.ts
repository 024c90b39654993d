import { type OpDef, defineOp } from '@openbpu/ir';
import {
  type Shape,
  type Tensor,
  type TensorType,
  broadcastShapes,
  clamp,
  expectDType,
  makeTensor,
  rne,
  allocate,
  sizeOf,
} from '@openbpu/tensor';
import type * as z from 'zod';
import { attrsOf, bounded, clampAttrs, noAttrs, resultType } from './attrs';
import { forEachBroadcast, inferBroadcast } from './broadcast';
import { expectScalar } from './expect-input';
import { type ActivationDType, expectQuantised, expectQuantisedType } from './quantised';

const attrs = bounded(clampAttrs);

export type ClampedPairAttrs = z.infer<typeof attrs>;

/**
 * One of two integer tensors, element by element. Inputs: a, b int8 or int16 (NumPy broadcasting), Ma, Mb float32
 * scalars. Output int8, or int16 where `dtype` says so: `clamp(rne(f(fround(a·Ma), fround(b·Mb))), low, high)`, `f` one
 * of its arguments.
 */
export function defineScaledChoice(
  name: string,
  summary: string,
  f: (x: number, z: number) => number,
): OpDef<ClampedPairAttrs> {
  return defineOp<ClampedPairAttrs>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: attrsOf(attrs),
    infer: (inputs, a) => [{ dtype: resultType(a), ...inferScaledPair(name, inputs) }],
    eval: (inputs, a) => [mapScaledPair(inputs, resultType(a), (x, z) => clamp(rne(f(x, z)), a.low, a.high))],
  });
}

/**
 * A question about two integer tensors. Inputs: a, b int8 or int16 (NumPy broadcasting), Ma, Mb float32 scalars, the
 * scales of a and b. Output int8: 1 where `test(fround(a·Ma), fround(b·Mb))`, 0 elsewhere.
 */
export function defineScaledTest(
  name: string,
  summary: string,
  test: (x: number, z: number) => boolean,
): OpDef<Record<string, never>> {
  return defineOp<Record<string, never>>({
    name,
    summary,
    accuracy: 'exact',
    parseAttrs: noAttrs,
    infer: (inputs) => [{ dtype: 'int8', ...inferScaledPair(name, inputs) }],
    eval: (inputs) => [mapScaledPair(inputs, 'int8', (x, z) => (test(x, z) ? 1 : 0))],
  });
}

/** Shape and layout of the result. Throws TypeError with a sentence for other than two activations and two scalars. */
function inferScaledPair(
  name: string,
  [a, b, ma, mb]: readonly (TensorType | undefined)[],
): Pick<TensorType, 'shape' | 'layout'> {
  expectQuantisedType(a?.dtype, name);
  expectQuantisedType(b?.dtype, name);
  expectScalar(ma, 'the multiplier of the first operand');
  expectScalar(mb, 'the multiplier of the second operand');
  return inferBroadcast(a!, b!);
}

function mapScaledPair(
  [a, b, ma, mb]: readonly (Tensor | undefined)[],
  dtype: ActivationDType,
  f: (x: number, z: number) => number,
): Tensor {
  const [x, z] = [expectQuantised(a!).data, expectQuantised(b!).data];
  const [mx, mz] = [expectDType(ma!, 'float32').data[0], expectDType(mb!, 'float32').data[0]];
  return mapPair(a!.shape, b!.shape, dtype, (ia, ib) => f(Math.fround(x[ia] * mx), Math.fround(z[ib] * mz)));
}

/** A tensor of the shape two others broadcast to, each element from their flat indices. */
export function mapPair(
  a: Shape,
  b: Shape,
  dtype: ActivationDType,
  element: (ia: number, ib: number) => number,
): Tensor<ActivationDType> {
  const shape = broadcastShapes(a, b);
  const data = allocate(dtype, sizeOf(shape));
  forEachBroadcast(a, b, shape, (at, ia, ib) => (data[at] = element(ia, ib)));
  return makeTensor(dtype, shape, data);
}
