import { type SampleRef, loadSample } from '@openbpu/runtime';
import { type Tensor, float32, makeTensor, saturate } from '@openbpu/tensor';
import type { ResolvedInput } from '../resolve-inputs';
import type { PairedFeeds } from './prove';

/**
 * One sample as both models take it: the float model in its training layout as float32, the quantised one as int8
 * (image) or float32 (feature map) in the run-time layout. Image values between whole numbers are rounded for both, so
 * that the comparison shows the quantisation and nothing else.
 */
export async function pairedFeeds(sample: SampleRef, inputs: readonly ResolvedInput[]): Promise<PairedFeeds> {
  const loaded = new Map((await loadSample(sample)).map(({ name, data }) => [name, data]));
  const float = new Map<string, Tensor>();
  const quantised = new Map<string, Tensor>();
  for (const input of inputs) {
    const data = loaded.get(input.name) as Float32Array;
    if (input.typeRt === 'featuremap') {
      float.set(input.name, float32(input.shape, data));
      quantised.set(input.name, relayout(float32(input.shape, data), input));
      continue;
    }
    const whole = Int8Array.from(data, (value) => saturate(value, -128, 127));
    float.set(input.name, float32(input.shape, whole));
    quantised.set(input.name, relayout(makeTensor('int8', input.shape, whole), input));
  }
  return { float, quantised };
}

/** From the training layout to the run-time layout. */
export function relayout<T extends Tensor<'int8'> | Tensor<'float32'>>(
  tensor: T,
  { layoutTrain, layoutRt }: Pick<ResolvedInput, 'layoutTrain' | 'layoutRt'>,
): Tensor {
  const { shape } = tensor;
  if (layoutTrain === layoutRt || shape.length !== 4) return tensor;
  const perm = layoutRt === 'NHWC' ? [0, 2, 3, 1] : [0, 3, 1, 2];
  const to = perm.map((axis) => shape[axis]);
  const out = tensor.data.slice();
  const strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1];
  let at = 0;
  for (let a = 0; a < to[0]; a++)
    for (let b = 0; b < to[1]; b++)
      for (let c = 0; c < to[2]; c++)
        for (let d = 0; d < to[3]; d++) {
          out[at++] =
            tensor.data[a * strides[perm[0]] + b * strides[perm[1]] + c * strides[perm[2]] + d * strides[perm[3]]];
        }
  return { ...tensor, shape: to, data: out } as Tensor;
}
