import {
  type ModelInput,
  type PictureChain,
  RUNTIME_TYPES,
  SPACES_AND_RANGES,
  TENSOR_ORDERS,
  TRAINING_TYPES,
  type TensorOrder,
} from '@openbpu/tensor';
import * as z from 'zod';
import { PICTURE_CHAIN } from './picture-chain';

const KEY = 'openbpu.inputs';
const THRESHOLDS = 'openbpu.thresholds';

/** What whoever feeds a model file must know of each input: the values are the intermediate type (bytes minus 128). */
export interface InputMetadata extends Pick<ModelInput, 'name' | 'typeRt' | 'typeTrain' | 'spaceAndRange'> {
  /** Of this very model's input. */
  readonly layout: TensorOrder;
  /** How a picture becomes a sample, where the recipe says it. */
  readonly chain?: PictureChain;
}

const schema: z.ZodType<InputMetadata[]> = z.array(
  z.strictObject({
    name: z.string(),
    typeRt: z.enum(RUNTIME_TYPES),
    typeTrain: z.enum(TRAINING_TYPES),
    layout: z.enum(TENSOR_ORDERS),
    spaceAndRange: z.enum(SPACES_AND_RANGES),
    chain: PICTURE_CHAIN.optional(),
  }),
);

/** The inputs as metadata of a float or quantised model file. */
export function describeInputs(
  inputs: readonly (ModelInput & Pick<InputMetadata, 'chain'>)[],
  form: 'float' | 'quantised',
): Record<string, string> {
  const described = inputs.map(
    ({ name, typeRt, typeTrain, layoutTrain, layoutQuantised, spaceAndRange, chain }): InputMetadata => ({
      name,
      typeRt,
      typeTrain,
      layout: form === 'float' ? layoutTrain : layoutQuantised,
      spaceAndRange,
      ...(chain ? { chain } : {}),
    }),
  );
  return { [KEY]: JSON.stringify(described) };
}

/** Says in the metadata of a model file that its thresholds come from noise in place of samples. */
export const FROM_NOISE: Readonly<Record<string, string>> = { [THRESHOLDS]: 'noise' };

/** Whether a model file says so. */
export function isFromNoise(metadata: Readonly<Record<string, string>>): boolean {
  return metadata[THRESHOLDS] === FROM_NOISE[THRESHOLDS];
}

/** The description a model file carries; undefined for a file this tool did not write. */
export function readInputMetadata(metadata: Readonly<Record<string, string>>): readonly InputMetadata[] | undefined {
  const text = metadata[KEY];
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
