import { z } from 'zod';

const name = z.string().min(1);
const shape = z.array(z.int().min(0)).max(32).readonly();
const scales = z.array(z.number()).min(1).readonly();
const dtype = z.enum([
  'float32',
  'float64',
  'float16',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
]);
const layout = z.enum(['NCHW', 'NHWC', 'none']);

/** One input, as the program that feeds the `.bin` must know it. Normalisation is `(x - mean) * scale`. */
export const artifactInputSchema = z.strictObject({
  name,
  /** What the user feeds. */
  typeRt: z.enum(['nv12', 'yuv444', 'rgb', 'bgr', 'gray', 'featuremap']),
  /** What the first step takes. */
  typeIntermediate: z.enum(['yuv444_128', 'rgb_128', 'bgr_128', 'gray_128', 'featuremap']),
  typeTrain: z.enum(['yuv444', 'rgb', 'bgr', 'gray', 'featuremap']),
  /** Logical shape in `layout`; nv12 counts the Y plane. */
  shape,
  layout,
  /** Of one element as it is fed. */
  dtype,
  mean: scales.optional(),
  scale: scales.optional(),
  /** Where it comes from on the board. */
  source: z.enum(['ddr', 'pyramid']),
  spaceAndRange: z.enum(['regular', 'bt601_video']),
});

export const artifactOutputSchema = z.strictObject({
  name,
  dtype,
  shape,
  layout: layout.optional(),
  scale: scales.optional(),
});

/** One thing to execute. `bpu`: a program; `cpu`: an ONNX fragment; `edge`: a conversion at the rim of the model. */
export const artifactStepSchema = z.strictObject({
  kind: z.enum(['bpu', 'cpu', 'edge']),
  name,
  /** What tables show as its type, e.g. `Dequantize`. */
  op: name,
  inputs: z.array(name).readonly(),
  outputs: z.array(name).readonly(),
  /** The sections it is made of; their meaning is the executor's. */
  sections: z.array(name).readonly(),
  /** Whether a user may delete it, as long as it stands at the rim. */
  removable: z.boolean(),
  /** Further parameters, for the executor. */
  attrs: z.record(z.string(), z.unknown()).optional(),
});

export const artifactTensorSchema = z.strictObject({
  dtype,
  shape,
  layout,
  scale: scales.optional(),
  axis: z.int().min(0).optional(),
});

/** What a `.bin` says about itself: plain JSON. */
export const artifactHeaderSchema = z.strictObject({
  tool: z.strictObject({ name, version: name }),
  /** The compatibility manifest: versions of the packages, plugins and formats that took part. */
  versions: z.record(z.string(), z.string()),
  march: name,
  /** Version of the reference machine the programs are for. */
  machineVersion: z.int().min(0),
  graphName: z.string(),
  inputs: z.array(artifactInputSchema).readonly(),
  outputs: z.array(artifactOutputSchema).readonly(),
  /** In the order of execution. */
  steps: z.array(artifactStepSchema).readonly(),
  /** Every tensor that a step reads or writes, by name. */
  tensors: z.record(z.string(), artifactTensorSchema),
  deletedNodes: z.array(z.string()).readonly(),
  /** The resolved recipe. */
  recipe: z.unknown(),
});

export type ArtifactHeader = z.infer<typeof artifactHeaderSchema>;
export type ArtifactInput = z.infer<typeof artifactInputSchema>;
export type ArtifactOutput = z.infer<typeof artifactOutputSchema>;
export type ArtifactStep = z.infer<typeof artifactStepSchema>;
export type ArtifactTensor = z.infer<typeof artifactTensorSchema>;

/**
 * What the schema cannot say: every step speaks of tensors and sections that exist, in an order in which each tensor is
 * there before it is read; inputs and outputs are tensors. The first contradiction as a sentence, or undefined.
 */
export function contradictionIn(header: ArtifactHeader, sections: ReadonlySet<string>): string | undefined {
  const written = new Set(header.inputs.map((input) => input.name));
  for (const input of written)
    if (!Object.hasOwn(header.tensors, input)) return `input "${input}" is not among the tensors`;
  for (const step of header.steps) {
    for (const tensor of step.inputs)
      if (!written.has(tensor)) return `step "${step.name}" reads "${tensor}", which nothing before it writes`;
    for (const tensor of step.outputs) {
      if (!Object.hasOwn(header.tensors, tensor))
        return `step "${step.name}" writes "${tensor}", which is not among the tensors`;
      written.add(tensor);
    }
    for (const section of step.sections)
      if (!sections.has(section)) return `step "${step.name}" needs section "${section}", which is not there`;
  }
  const absent = header.outputs.find((output) => !written.has(output.name));
  return absent === undefined ? undefined : `nothing writes output "${absent.name}"`;
}
