import { float32, int8 } from '@openbpu/tensor';
import type { AttributeProto } from '../proto/model';
import type { Body } from './body';
import { type Halves, sumOfHalves } from './halves';

/**
 * `clamp(rne(fround(fround(acc)·M[c])), low, high)` of the inputs w, bias and m: QLinearConv whose scales are 1, M and
 * 1, then the clamp of the call.
 */
export function requantisedConvolution(b: Body, x: string, window: readonly AttributeProto[]): string {
  const one = b.constant(float32([], [1]));
  const zero = b.constant(int8([], [0]));
  const y = b.op('QLinearConv', [x, one, zero, 'w', 'm', zero, one, zero, 'bias'], window);
  return b.op('Clip', [y, b.cast(b.int('low'), 'int8'), b.cast(b.int('high'), 'int8')]);
}

/** The int32 accumulators of the inputs w and bias. */
export function integerConvolution(b: Body, x: string, window: readonly AttributeProto[]): string {
  return b.op('Add', [b.op('ConvInteger', [x, 'w'], window), perChannel(b, 'bias')]);
}

/** The accumulators of an int16 input in its halves, of the inputs w and bias: exact, in double. */
export function wideConvolution(b: Body, x: Halves, window: readonly AttributeProto[]): string {
  const sum = sumOfHalves(b, x, (half, zero) =>
    b.op('ConvInteger', zero === '' ? [half, 'w'] : [half, 'w', zero], window),
  );
  return b.op('Add', [sum, perChannel(b, b.cast('bias', 'float64'))]);
}

/** A vector as [c, 1, 1]. */
export function perChannel(b: Body, vector: string): string {
  return b.op('Reshape', [vector, b.numbers(-1, 1, 1)]);
}
