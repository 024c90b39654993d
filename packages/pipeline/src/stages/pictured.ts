import type { Recipe } from '@openbpu/config';
import type { PictureChain, PictureStep } from '@openbpu/tensor';
import type { ResolvedInput } from '../resolve-inputs';

/** The inputs; where samples come from pictures, with the chain of the recipe or what `preprocess_on` means. */
export function pictured(
  inputs: readonly ResolvedInput[],
  { calibration }: Pick<Recipe, 'calibration'>,
): ResolvedInput[] {
  return inputs.map((input) =>
    calibration.preprocessOn && input.chain === undefined ? { ...input, chain: preprocessOnChain(input) } : input,
  );
}

/**
 * What `preprocess_on` does: a picture is read and resized to the input as skimage does, and becomes the training type
 * in 0..255.
 */
export function preprocessOnChain({ typeTrain, layoutTrain, shape }: ResolvedInput): PictureChain {
  const [height, width] = layoutTrain === 'NCHW' ? shape.slice(2) : shape.slice(1);
  const steps: PictureStep[] = [
    { kind: 'Resize', height, width, mode: 'skimage', interpolation: 'INTER_LINEAR' },
    { kind: 'Scale', values: [255] },
  ];
  if (typeTrain !== 'rgb' && typeTrain !== 'featuremap') steps.push({ kind: 'Colour', from: 'rgb', to: typeTrain });
  if (layoutTrain === 'NCHW') steps.push({ kind: 'Layout', to: 'CHW' });
  return { readMode: 'skimage', steps };
}
