import type { DType, TensorType } from '@openbpu/tensor';
import { resultType } from './attrs';
import { expectVector } from './expect-input';
import { type WindowAttrs, imageDims, windowOutput } from './window';

/**
 * Checks the operands of an integer convolution with weights [cout, cin/group, kh, kw] and gives cout. The input is
 * int8, or int16 beside int8 weights; `weightDType` is int8, or int16 for the wide weights of a colour matrix. Throws
 * TypeError or RangeError with a sentence when they do not fit.
 */
export function expectConvOperands(
  x: TensorType | undefined,
  w: TensorType | undefined,
  bias: TensorType | undefined,
  multiplier: TensorType | undefined,
  a: { readonly kernel: readonly [number, number]; readonly group: number },
  weightDType: DType = 'int8',
): number {
  const [, cin] = imageDims(x, 'the input');
  const [cout, perGroup, kh, kw] = imageDims(w, 'the weight');
  const wide = x!.dtype === 'int16' && weightDType === 'int8';
  if ((x!.dtype !== 'int8' && !wide) || w!.dtype !== weightDType)
    throw new TypeError(`input and weight are int8 and ${weightDType}, not ${x!.dtype} and ${w!.dtype}`);
  if (perGroup * a.group !== cin || cout % a.group !== 0)
    throw new RangeError(`group ${a.group} does not fit ${cin} input and ${cout} output channels`);
  if (kh !== a.kernel[0] || kw !== a.kernel[1])
    throw new RangeError(`kernel ${a.kernel.join('x')} is not that of the weight, ${kh}x${kw}`);
  if (!bias) throw new TypeError('an integer convolution has a bias, of zeros where there is none');
  expectVector(bias, 'int32', cout, 'the bias');
  expectVector(multiplier, 'float32', cout, 'the multiplier');
  return cout;
}

/**
 * Output type of an integer convolution: int8, or int16 where `dtype` says so; int32 when there is no multiplier.
 * Throws TypeError or RangeError when the inputs do not fit.
 */
export function inferIntegerConv(
  x: TensorType | undefined,
  w: TensorType | undefined,
  bias: TensorType | undefined,
  multiplier: TensorType | undefined,
  a: WindowAttrs & { readonly group: number; readonly dtype?: 'int16' | undefined },
): TensorType {
  const cout = expectConvOperands(x, w, bias, multiplier, a);
  const [n, , h, width] = imageDims(x, 'the input');
  const dtype = multiplier ? resultType(a) : 'int32';
  return { dtype, shape: [n, cout, ...windowOutput(h, width, a)], layout: x!.layout };
}
