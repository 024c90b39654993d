import { type Shape, type Tensor, expectDType } from '@openbpu/tensor';

/**
 * A float32 constant that stands for one number a channel (dimension 1) of a tensor of `shape` it is broadcast to: one
 * number for all, or c numbers along that dimension. Undefined when it differs along another, or makes the tensor
 * larger.
 */
export function perChannel(constant: Tensor, shape: Shape): Float64Array | undefined {
  const [, channels] = shape;
  if (constant.dtype !== 'float32' || shape.length < 2 || constant.shape.length > shape.length) return undefined;
  const { data } = expectDType(constant, 'float32');
  if (data.length === 1) return new Float64Array(channels).fill(data[0]);
  const full = [...new Array<number>(shape.length - constant.shape.length).fill(1), ...constant.shape];
  const fits = data.length === channels && full[1] === channels;
  return fits ? Float64Array.from(data) : undefined;
}
