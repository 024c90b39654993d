import { EVERY_OTHER_INPUT, type InputRecipe, type MarchRules, type Recipe, askedSource } from '@openbpu/config';
import { fail, nearest } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { type ModelInput, type PictureChain, axesBetween } from '@openbpu/tensor';
import { PIPELINE } from './catalogue';

/** One model input with everything the recipe and the model say of it, and where its calibration samples lie. */
export interface ResolvedInput extends ModelInput, Pick<InputRecipe, 'calDataDir' | 'calDataType'> {
  /** Where the recipe says how pictures become samples of it. */
  readonly chain?: PictureChain;
}

/** The inputs that are pictures: they are fed as int8. */
export function imagesOf(inputs: readonly Pick<ModelInput, 'name' | 'typeRt'>[]): Set<string> {
  return new Set(inputs.filter(({ typeRt }) => typeRt !== 'featuremap').map(({ name }) => name));
}

/**
 * Joins the recipe's inputs with the model's: a single input needs no name, several are matched by name. The run-time
 * layout is NHWC for nv12, the recipe's otherwise, the training layout when the recipe is silent; that of the quantised
 * model is the same unless the march knows only one.
 */
export function resolveInputs(
  recipe: Recipe,
  graph: Graph,
  { quantisedLayout }: Pick<MarchRules, 'quantisedLayout'> = {},
): ResolvedInput[] {
  const known = graph.inputs;
  if (recipe.inputs.length !== known.length)
    fail(PIPELINE.inputUnnamed({ known, given: recipe.inputs.length }, { name: 'input_name' }));
  const refuseUnknown = (name: string, key: string) =>
    known.includes(name) ||
    fail(PIPELINE.unknownInput({ input: name, known, nearest: nearest(name, known) }, { name: key }));
  for (const name of Object.keys(recipe.compiler.inputSource ?? {}))
    if (name !== EVERY_OTHER_INPUT) refuseUnknown(name, 'input_source');
  return recipe.inputs.map((input) => {
    const name = input.name ?? known[0];
    refuseUnknown(name, 'input_name');
    const uses = input.norm;
    const layoutRt = input.typeRt === 'nv12' ? 'NHWC' : (input.layoutRt ?? input.layoutTrain);
    const resolved: ResolvedInput = {
      name,
      typeRt: input.typeRt,
      typeTrain: input.typeTrain,
      layoutTrain: input.layoutTrain,
      layoutRt,
      layoutQuantised: quantisedLayout ?? layoutRt,
      source: sourceOf(recipe, name, input),
      spaceAndRange: input.spaceAndRange,
      dtype: graph.value(name).type.dtype,
      shape: graph.value(name).type.shape,
      calDataDir: input.calDataDir,
      calDataType: input.calDataType,
      ...(recipe.preprocess && input.typeTrain !== 'featuremap' ? { chain: recipe.preprocess } : {}),
      ...(input.mean && uses.includes('mean') ? { mean: input.mean } : {}),
      ...(input.scale && uses.includes('scale') ? { scale: input.scale } : {}),
    };
    checkResizer(resolved);
    if (graph.isOutput(name) && input.typeRt === 'featuremap') checkGivenBack(resolved);
    return resolved;
  });
}

/** A feature map that is an output of the model as well has one name, and so one layout. */
function checkGivenBack({ name, shape, layoutTrain, layoutRt, layoutQuantised }: ModelInput): void {
  const fed = [layoutRt, layoutQuantised].find((layout) => axesBetween(layoutTrain, layout, shape.length));
  if (fed) fail(PIPELINE.turnedOutput({ input: name, fed, trained: layoutTrain }, { name }));
}

function sourceOf(
  { compiler: { inputSource } }: Recipe,
  name: string,
  { typeRt }: InputRecipe,
): ResolvedInput['source'] {
  return askedSource(inputSource, name) ?? (typeRt === 'nv12' ? 'pyramid' : 'ddr');
}

/** The resizer gives fewer pixels than that (the guide's table of input_source). */
const RESIZER_PIXELS = 18432;

function checkResizer({ name, source, shape, layoutTrain }: ModelInput): void {
  if (source !== 'resizer') return;
  const [height, width] = layoutTrain === 'NCHW' ? shape.slice(2) : shape.slice(1);
  if (height * width >= RESIZER_PIXELS)
    fail(PIPELINE.resizerPixels({ input: name, height, width, limit: RESIZER_PIXELS }, { name: 'input_source' }));
}
