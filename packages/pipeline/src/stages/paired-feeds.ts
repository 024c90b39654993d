import { Transpose } from '@openbpu/ops';
import { type Feeds, type SampleRef, loadSample } from '@openbpu/runtime';
import { type ModelInput, type Tensor, axesBetween, expectDType, float32, makeTensor, saturate } from '@openbpu/tensor';
import { bytesForIntermediate, intermediateOf } from '@openbpu/vision';
import type { PairedFeeds } from './prove';

/**
 * One sample as both models take it: the float model in its training layout as float32, the quantised one as int8
 * (image) in the run-time layout; a feature map has the model's own element type in both. Image values between whole
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
      quantised.set(input.name, relayout(given, input));
      continue;
    }
    const whole = Int8Array.from(expectDType(given, 'float32').data, (value) => saturate(value, -128, 127));
    float.set(input.name, float32(input.shape, whole));
    quantised.set(input.name, relayout(makeTensor('int8', input.shape, whole), input));
  }
  return { float, quantised };
}

/** One sample as a user feeds the `.bin` at run time: the bytes of images, the elements of feature maps. */
export async function userFeeds(sample: SampleRef, inputs: readonly ModelInput[]): Promise<Feeds> {
  const { quantised } = await pairedFeeds(sample, inputs);
  return new Map(
    inputs.map(({ name, typeRt, layoutRt: layout }) => {
      const tensor = quantised.get(name)!;
      return [
        name,
        typeRt === 'featuremap' ? tensor : bytesForIntermediate(expectDType(tensor, 'int8'), { typeRt, layout }),
      ];
    }),
  );
}

/** What a user feeds, as the quantised model takes it. */
export function intermediateFeeds(feeds: Feeds, inputs: readonly ModelInput[]): Feeds {
  return new Map(
    inputs.map(({ name, typeRt, layoutTrain, layoutRt: layout, shape }) => {
      const given = feeds.get(name)!;
      if (typeRt === 'featuremap') return [name, given];
      const fed = axesBetween(layoutTrain, layout, shape.length)?.map((axis) => shape[axis]) ?? shape;
      return [name, intermediateOf(expectDType(given, 'uint8').data, fed, { typeRt, layout })];
    }),
  );
}

/** From the training layout to the run-time layout; other than four dimensions have none. */
export function relayout(
  tensor: Tensor,
  { layoutTrain, layoutRt }: Pick<ModelInput, 'layoutTrain' | 'layoutRt'>,
): Tensor {
  const perm = axesBetween(layoutTrain, layoutRt, tensor.shape.length);
  return perm ? Transpose.eval([tensor], { perm: [...perm] })[0] : tensor;
}
