import * as z from 'zod';
import type { ResolvedInput } from './resolve-inputs';

const KEY = 'openbpu.inputs';

const schema = z.array(
  z.strictObject({
    name: z.string(),
    typeRt: z.enum(['nv12', 'yuv444', 'rgb', 'bgr', 'gray', 'featuremap']),
    typeTrain: z.enum(['yuv444', 'rgb', 'bgr', 'gray', 'featuremap']),
    layout: z.enum(['NCHW', 'NHWC']),
    spaceAndRange: z.enum(['regular', 'bt601_video']),
  }),
);

/** What whoever feeds a model file must know of each input: the values are the intermediate type (bytes minus 128). */
export type InputMetadata = z.infer<typeof schema>[number];

/** The inputs as metadata of a float or quantised model file. */
export function describeInputs(inputs: readonly ResolvedInput[], form: 'float' | 'quantised'): Record<string, string> {
  const described = inputs.map(
    ({ name, typeRt, typeTrain, layoutTrain, layoutQuantised, spaceAndRange }): InputMetadata => ({
      name,
      typeRt,
      typeTrain,
      layout: form === 'float' ? layoutTrain : layoutQuantised,
      spaceAndRange,
    }),
  );
  return { [KEY]: JSON.stringify(described) };
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
