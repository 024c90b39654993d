import type { TensorType } from '@openbpu/tensor';
import { type WindowAttrs, imageDims, windowOutput } from './window';

/** Output type of an integer convolution; int32 when there is no multiplier. Throws TypeError or RangeError when the inputs do not fit. */
export function inferIntegerConv(
  x: TensorType | undefined,
  w: TensorType | undefined,
  bias: TensorType | undefined,
  multiplier: TensorType | undefined,
  a: WindowAttrs & { readonly group: number },
): TensorType {
  const [n, cin, h, width] = imageDims(x, 'the input');
  const [cout, perGroup, kh, kw] = imageDims(w, 'the weight');
  if (x!.dtype !== 'int8' || w!.dtype !== 'int8') throw new TypeError(`input and weight are int8, not ${x!.dtype} and ${w!.dtype}`);
  if (perGroup * a.group !== cin || cout % a.group !== 0) throw new RangeError(`group ${a.group} does not fit ${cin} input and ${cout} output channels`);
  if (kh !== a.kernel[0] || kw !== a.kernel[1]) throw new RangeError(`kernel ${a.kernel.join('x')} is not that of the weight, ${kh}x${kw}`);
  if (bias?.dtype !== 'int32' || bias.shape[0] !== cout) throw new TypeError('the bias is int32, one per output channel');
  if (multiplier && (multiplier.dtype !== 'float32' || multiplier.shape[0] !== cout)) throw new TypeError('the multiplier is float32, one per output channel');
  return { dtype: multiplier ? 'int8' : 'int32', shape: [n, cout, ...windowOutput(h, width, a)], layout: x!.layout };
}
