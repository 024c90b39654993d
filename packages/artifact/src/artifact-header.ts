import {
  DTYPES,
  LAYOUTS,
  type ModelInput,
  RUNTIME_TYPES,
  SOURCES,
  SPACES_AND_RANGES,
  TRAINING_TYPES,
  type TensorType,
  sameShape,
} from '@openbpu/tensor';
import * as z from 'zod';

const name = z.string().min(1);
const shape = z.array(z.int().min(0)).max(32).readonly();
const scales = z.array(z.number()).min(1).readonly();
const zeros = z.array(z.int().min(-128).max(127)).min(1).readonly();
/** Integers stand for (q - zero) * scale; one of each, or one for each index of `axis`. Zero is 0 unless stated. */
const quant = { scale: scales.optional(), axis: z.int().min(0).optional(), zero: zeros.optional() };
const dtype = z.enum(DTYPES);
const layout = z.enum(LAYOUTS);

/** One input, as the program that feeds the `.bin` must know it; type, shape and layout are of what is fed. */
export interface ArtifactInput
  extends
    Pick<ModelInput, 'name' | 'typeRt' | 'typeTrain' | 'mean' | 'scale' | 'source' | 'spaceAndRange'>,
    Pick<TensorType, 'dtype' | 'shape' | 'layout'> {
  /** What steps call it; its name unless stated. Another where a node at the edge was deleted. */
  readonly tensor?: string;
  /** What the first step takes. */
  readonly typeIntermediate: (typeof INTERMEDIATE_TYPES)[number];
  /** How the integers that are fed stand for real numbers, where the node that made them was deleted. */
  readonly quant?: z.infer<typeof inputQuant>;
}

const INTERMEDIATE_TYPES = ['yuv444_128', 'rgb_128', 'bgr_128', 'gray_128', 'featuremap'] as const;
const inputQuant = z.strictObject(quant);

const artifactInputSchema: z.ZodType<ArtifactInput> = z.strictObject({
  name,
  tensor: name.optional(),
  typeRt: z.enum(RUNTIME_TYPES),
  typeIntermediate: z.enum(INTERMEDIATE_TYPES),
  typeTrain: z.enum(TRAINING_TYPES),
  /** nv12 counts the Y plane. */
  shape,
  layout,
  dtype,
  mean: scales.optional(),
  scale: scales.optional(),
  quant: inputQuant.optional(),
  source: z.enum(SOURCES),
  spaceAndRange: z.enum(SPACES_AND_RANGES),
});

const EDGE_SIDES = ['input', 'output'] as const;

export const artifactOutputSchema = z.strictObject({
  name,
  dtype,
  shape,
  layout: layout.optional(),
  /** What steps call it; its name unless stated. */
  tensor: name.optional(),
  /** The layer whose output it is, of a model that gives the outputs of its layers. */
  layer: name.optional(),
  ...quant,
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
  /** What a node on the CPU is where it stands at the rim of a model; absent for one that is never of the rim. */
  edge: z
    .strictObject({
      /** As recipes call it, e.g. `Dequantize`. */
      type: name,
      /** The sides it may be deleted from. */
      removableAt: z.array(z.enum(EDGE_SIDES)).readonly(),
      /** Whether it takes no time there, since it only says how memory is read or written. */
      view: z.boolean().optional(),
      /** Where it turns reals into integers or back: whether the integers are what it reads or what it gives. */
      integers: z.enum(['reads', 'gives']).optional(),
    })
    .optional(),
  /** The side of the model that it stands at, of a step of kind `edge`. */
  side: z.enum(EDGE_SIDES).optional(),
  /** Multiply-accumulates of a node on the CPU, where it has any. */
  macs: z.int().min(0).optional(),
  /** Further parameters, for the executor. */
  attrs: z.record(z.string(), z.unknown()).optional(),
});

export const artifactTensorSchema = z.strictObject({
  dtype,
  shape,
  layout,
  ...quant,
});

/**
 * A node that was deleted from the edge, as it was: what it read and gave, and how its integers stood for reals. One
 * before several outputs has an entry for each.
 */
export const artifactDeletedSchema = z.strictObject({
  name,
  /** As recipes call it, e.g. `Dequantize`. */
  type: name,
  side: z.enum(EDGE_SIDES),
  from: name,
  to: name,
  /** The input or output of the model whose form changed. */
  port: name,
  ...quant,
});

/** A custom operator of the model, e.g. `com.example.MyOp`. */
export const artifactCustomOpSchema = z.strictObject({
  op: name,
  /** The file it was given by, without folders. */
  module: name,
  /** Of that file, and of those beside it that it imports, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whether the module must be given to run the `.bin`: the operator has no ONNX body, which would be in it. */
  needed: z.boolean(),
});

/** What a `.bin` says about itself: plain JSON. */
export const artifactHeaderSchema = z.strictObject({
  tool: z.strictObject({ name, version: name }),
  /** Versions of what took part, by name: the tool. */
  versions: z.record(z.string(), z.string()),
  march: name,
  /** Version of the reference machine the programs are for. */
  machineVersion: z.int().min(0),
  /** Cores that share one inference, where they are several. */
  cores: z.int().min(2).optional(),
  graphName: z.string(),
  inputs: z.array(artifactInputSchema).readonly(),
  outputs: z.array(artifactOutputSchema).readonly(),
  /** Where its thresholds come from, unless they come from samples: what it gives says nothing of its accuracy. */
  thresholds: z.literal('noise').optional(),
  /** In the order of execution. */
  steps: z.array(artifactStepSchema).readonly(),
  /** Every tensor that a step reads or writes, by name. */
  tensors: z.record(z.string(), artifactTensorSchema),
  deletedNodes: z.array(z.string()).readonly(),
  /** The same nodes, with what whoever feeds and reads the model has to do in their place. */
  deleted: z.array(artifactDeletedSchema).readonly().optional(),
  /** The custom operators in it, and the modules they come from; absent for none. */
  customOps: z.array(artifactCustomOpSchema).readonly().optional(),
  /** The resolved recipe. */
  recipe: z.unknown(),
});

export type ArtifactHeader = z.infer<typeof artifactHeaderSchema>;
export type ArtifactOutput = z.infer<typeof artifactOutputSchema>;
export type ArtifactStep = z.infer<typeof artifactStepSchema>;
export type ArtifactDeleted = z.infer<typeof artifactDeletedSchema>;
export type ArtifactTensor = z.infer<typeof artifactTensorSchema>;

/** What the steps call an input or output. */
export function tensorOf({ name, tensor = name }: { readonly name: string; readonly tensor?: string }): string {
  return tensor;
}

/**
 * What the schema cannot say: every step speaks of tensors and sections that exist, in an order in which each tensor is
 * written once and before it is read; inputs and outputs are there, each once, and are what the list of tensors says.
 * The first contradiction as a sentence, or undefined.
 */
export function contradictionIn(header: ArtifactHeader, sections: ReadonlySet<string>): string | undefined {
  if (header.inputs.length === 0) return 'it has no input';
  if (header.outputs.length === 0) return 'it has no output';
  const written = new Set<string>();
  const given = new Set<string>();
  for (const input of header.inputs) {
    if (given.has(input.name) || written.has(tensorOf(input))) return `input "${input.name}" is listed twice`;
    given.add(input.name);
    written.add(tensorOf(input));
    const wrong = wrongInput(input, header.tensors);
    if (wrong !== undefined) return `input "${input.name}" ${wrong}`;
  }
  for (const step of header.steps) {
    for (const tensor of step.inputs)
      if (!written.has(tensor)) return `step "${step.name}" reads "${tensor}", which nothing before it writes`;
    for (const tensor of step.outputs) {
      if (!Object.hasOwn(header.tensors, tensor))
        return `step "${step.name}" writes "${tensor}", which is not among the tensors`;
      if (written.has(tensor)) return `step "${step.name}" writes "${tensor}", which is written before it`;
      written.add(tensor);
    }
    for (const section of step.sections)
      if (!sections.has(section)) return `step "${step.name}" needs section "${section}", which is not there`;
  }
  const told = new Set<string>();
  for (const { name, dtype, shape, ...output } of header.outputs) {
    const id = tensorOf({ name, ...output });
    if (!written.has(id)) return `nothing writes output "${name}"`;
    if (told.has(name)) return `output "${name}" is listed twice`;
    told.add(name);
    const tensor = header.tensors[id];
    if (tensor.dtype !== dtype || !sameShape(tensor.shape, shape))
      return `output "${name}" is ${typeText({ dtype, shape })}, and the tensor ${typeText(tensor)}`;
  }
  return undefined;
}

type Type = Pick<ArtifactTensor, 'dtype' | 'shape'>;

/** What is wrong with an input: pictures are four-dimensional, with the channels of their colours, int8 inside. */
function wrongInput(input: ArtifactInput, tensors: ArtifactHeader['tensors']): string | undefined {
  const { typeRt, shape, layout } = input;
  if (!Object.hasOwn(tensors, tensorOf(input))) return 'is not among the tensors';
  const inside: Type = { dtype: typeRt === 'featuremap' ? input.dtype : 'int8', shape };
  const tensor = tensors[tensorOf(input)];
  if (tensor.dtype !== inside.dtype || !sameShape(tensor.shape, shape))
    return `is ${typeText(inside)} for the first step, and the tensor ${typeText(tensor)}`;
  if (typeRt === 'featuremap') return undefined;
  if (shape.length !== 4 || layout === 'none') return `is a picture of shape ${shape.join('x')} without a layout`;
  const [channels, ...area] = layout === 'NCHW' ? [shape[1], shape[2], shape[3]] : [shape[3], shape[1], shape[2]];
  if (channels !== (typeRt === 'gray' ? 1 : 3)) return `is ${typeRt} with ${channels} channels`;
  if ([shape[0], ...area].some((dim) => dim === 0)) return 'is a picture without pixels';
  if (typeRt === 'nv12' && area.some((dim) => dim % 2 !== 0)) return 'is nv12 of an odd height or width';
  return input.dtype === 'uint8' ? undefined : `is a picture of ${input.dtype}`;
}

function typeText({ dtype, shape }: Type): string {
  return `${dtype}[${shape.join('x')}]`;
}
