import { type Tensor, expectDType } from '@openbpu/tensor';

/** The mean of every channel (axis 1) over tensors of one shape, in double, in index order. */
export function meanOfChannels(tensors: readonly Tensor[]): Float64Array {
  const [{ shape }] = tensors;
  const [, channels, ...image] = shape;
  const inner = image.reduce((a, b) => a * b, 1);
  const sums = new Float64Array(channels);
  let planes = 0;
  for (const tensor of tensors) {
    const { data } = expectDType(tensor, 'float32');
    for (let at = 0, plane = 0; at < data.length; at += inner, plane++) {
      let sum = 0;
      for (let i = at; i < at + inner; i++) sum += data[i];
      sums[plane % channels] += sum;
    }
    planes += data.length / (channels * inner);
  }
  return sums.map((sum) => sum / (planes * inner));
}
