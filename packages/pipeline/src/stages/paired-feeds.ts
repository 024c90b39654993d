import { Transpose } from '@openbpu/ops';
import { type Feeds, type SampleRef, loadSample } from '@openbpu/runtime';
import {
  type ModelInput,
  type Tensor,
  type TensorOrder,
  axesBetween,
  expectDType,
  makeTensor,
  saturate,
} from '@openbpu/tensor';
import { bytesForIntermediate, intermediateOf } from '@openbpu/vision';
import type { PairedFeeds } from './prove';

/**
 * One sample as both models take it: the float model in its training layout as float32, the quantised one as int8
 * (image) in its own; a feature map has the model's own element type in both. Image values between whole
 * numbers are rounded for both, so that the comparison shows the quantisation and nothing else.
 */
export async function pairedFeeds(sample: SampleRef, inputs: readonly ModelInput[]): Promise<PairedFeeds> {
  const loaded = new Map((await loadSample(sample)).map(({ name, dtype, data }) => [name, { dtype, data }]));
  const float = new Map<string, Tensor>();
  const quantised = new Map<string, Tensor>();
  for (const input of inputs) {
    const { dtype, data } = loaded.get(input.name)!;
    const given = makeTensor(dtype, input.shape, data);
    if (input.typeRt === 'featuremap') {
      float.set(input.name, given);
      quantised.set(input.name, relayout(given, input.layoutTrain, input.layoutQuantised));
      continue;
    }
    const whole = wholeNumbers(expectDType(given, 'float32').data);
    float.set(input.name, makeTensor('float32', input.shape, new Float32Array(whole)));
    quantised.set(
      input.name,
      relayout(makeTensor('int8', input.shape, whole), input.layoutTrain, input.layoutQuantised),
    );
  }
  return { float, quantised };
}

function wholeNumbers(values: Float32Array): Int8Array {
  const whole = new Int8Array(values.length);
  for (let i = 0; i < whole.length; i++) whole[i] = saturate(values[i], -128, 127);
  return whole;
}

/** One sample as a user feeds the `.bin` at run time: the bytes of images, the elements of feature maps. */
export async function userFeeds(sample: SampleRef, inputs: readonly ModelInput[]): Promise<Feeds> {
  const { quantised } = await pairedFeeds(sample, inputs);
  return new Map(
    inputs.map(({ name, typeRt, layoutQuantised, layoutRt: layout }) => {
      const tensor = relayout(quantised.get(name)!, layoutQuantised, layout);
      return [
        name,
        typeRt === 'featuremap' ? tensor : bytesForIntermediate(expectDType(tensor, 'int8'), { typeRt, layout }),
      ];
    }),
  );
}

/** What a user feeds, as an integer model takes it: the quantised one, or the one that compiles. */
export function intermediateFeeds(
  feeds: Feeds,
  inputs: readonly ModelInput[],
  taken: 'layoutQuantised' | 'layoutRt',
): Feeds {
  return new Map(
    inputs.map((input) => {
      const { name, typeRt, layoutTrain, layoutRt: layout, shape } = input;
      const given = feeds.get(name)!;
      if (typeRt === 'featuremap') return [name, relayout(given, layout, input[taken])];
      const fed = axesBetween(layoutTrain, layout, shape.length)?.map((axis) => shape[axis]) ?? shape;
      const centred = intermediateOf(expectDType(given, 'uint8').data, fed, { typeRt, layout });
      return [name, relayout(centred, layout, input[taken])];
    }),
  );
}

/** From one layout to another; other than four dimensions have none. */
export function relayout(tensor: Tensor, from: TensorOrder, to: TensorOrder): Tensor {
  const perm = axesBetween(from, to, tensor.shape.length);
  return perm ? Transpose.eval([tensor], { perm: [...perm] })[0] : tensor;
}
