import { type ArtifactHeader, type ArtifactInput, type ArtifactOutput, tensorOf } from '@openbpu/artifact';
import { type DType, type Layout, type Shape, bytesPerElement, sizeOf } from '@openbpu/tensor';
import { alignedShape, upTo } from './aligned';

/** What a program that feeds and reads a model on the board is told of one of its tensors. */
export interface TensorProperties {
  readonly name: string;
  /** Where the data of an input comes from. */
  readonly source?: string;
  readonly validShape: Shape;
  /** With the padding in memory; four dimensions at least. */
  readonly alignedShape: Shape;
  readonly alignedByteSize: number;
  /** `HB_DNN_IMG_TYPE_NV12`, `HB_DNN_TENSOR_TYPE_F32` and the like. */
  readonly tensorType: string;
  readonly tensorLayout: string;
  readonly quantiType: 'NONE' | 'SCALE';
  /** Bytes from one index of a dimension to the next; zeros for pictures. */
  readonly stride: readonly number[];
  readonly scale?: readonly number[];
  readonly zeroPoint?: readonly number[];
  /** The dimension that has a scale for each index. */
  readonly quantizeAxis?: number;
  /** How the bytes lie without and with the padding, where that is not what the shapes above say. */
  readonly storage: { readonly compact: Shape; readonly padded: Shape; readonly elementBytes: number };
}

/** The tensors of a model. */
export interface ModelProperties {
  readonly inputs: readonly TensorProperties[];
  readonly outputs: readonly TensorProperties[];
}

const TYPES: Readonly<Record<DType, string>> = {
  float32: 'F32',
  float64: 'F64',
  float16: 'F16',
  int8: 'S8',
  uint8: 'U8',
  int16: 'S16',
  uint16: 'U16',
  int32: 'S32',
  uint32: 'U32',
  int64: 'S64',
  uint64: 'U64',
  bool: 'U8',
};

const PICTURES = { nv12: 'NV12', yuv444: 'YUV444', rgb: 'RGB', bgr: 'BGR', gray: 'Y' } as const;

/** The inputs and outputs of a model, as the library of the board describes them. */
export function modelProperties({
  inputs,
  outputs,
  steps,
}: Pick<ArtifactHeader, 'inputs' | 'outputs' | 'steps'>): ModelProperties {
  const onBpu = steps.filter(({ kind }) => kind === 'bpu');
  const read = new Set(onBpu.flatMap((step) => step.inputs));
  const written = new Set(onBpu.flatMap((step) => step.outputs));
  return {
    inputs: inputs.map((input) =>
      input.typeRt === 'featuremap'
        ? { ...tensorProperties({ ...input, ...input.quant }, 'input', read), source: sourceOf(input) }
        : pictureProperties(input, input.typeRt),
    ),
    outputs: outputs.map((output) => tensorProperties(output, 'output', written)),
  };
}

function sourceOf({ source }: Pick<ArtifactInput, 'source'>): string {
  return `HB_DNN_INPUT_FROM_${source.toUpperCase()}`;
}

function layoutOf(layout: Layout): string {
  return `HB_DNN_LAYOUT_${layout.toUpperCase()}`;
}

function pictureProperties(input: ArtifactInput, type: keyof typeof PICTURES): TensorProperties {
  const { name, shape, layout } = input;
  const nchw = layout === 'NCHW';
  const [height, width] = nchw ? [shape[2], shape[3]] : [shape[1], shape[2]];
  const wide = type === 'nv12' || type === 'gray' ? upTo(width, 16) : width;
  const aligned = nchw ? [shape[0], shape[1], height, wide] : [shape[0], height, wide, shape[3]];
  const planes = type === 'nv12' ? 1.5 : type === 'gray' ? 1 : 3;
  const rows = (columns: number) => [shape[0], height * planes, columns];
  return {
    name,
    source: sourceOf(input),
    validShape: shape,
    alignedShape: aligned,
    alignedByteSize: shape[0] * height * planes * wide,
    tensorType: `HB_DNN_IMG_TYPE_${PICTURES[type]}`,
    tensorLayout: layoutOf(layout),
    quantiType: 'NONE',
    stride: [0, 0, 0, 0],
    storage: { compact: rows(width), padded: rows(wide), elementBytes: 1 },
  };
}

function tensorProperties(
  port: Pick<ArtifactOutput, 'name' | 'dtype' | 'shape' | 'layout' | 'tensor' | 'scale' | 'axis' | 'zero'>,
  side: 'input' | 'output',
  padded: ReadonlySet<string>,
): TensorProperties {
  const { name, dtype, shape, layout = 'none', scale, axis, zero } = port;
  const elementBytes = bytesPerElement(dtype);
  const aligned = padded.has(tensorOf(port)) ? alignedShape({ shape, layout, elementBytes, side }) : shape;
  return {
    name,
    validShape: shape,
    alignedShape: [...aligned, ...new Array<number>(Math.max(0, 4 - aligned.length)).fill(1)],
    alignedByteSize: sizeOf(aligned) * elementBytes,
    tensorType: `HB_DNN_TENSOR_TYPE_${TYPES[dtype]}`,
    tensorLayout: layoutOf(layout),
    quantiType: scale === undefined ? 'NONE' : 'SCALE',
    stride: aligned.map((_, i) => sizeOf(aligned.slice(i + 1)) * elementBytes),
    ...(scale === undefined ? {} : { scale }),
    ...(zero === undefined ? {} : { zeroPoint: zero }),
    ...(axis === undefined ? {} : { quantizeAxis: axis }),
    storage: { compact: shape, padded: aligned, elementBytes },
  };
}

/** The lines that tell of a tensor. */
export function propertyLines(
  kind: 'input' | 'output',
  index: number,
  properties: TensorProperties,
): readonly string[] {
  const { scale, zeroPoint, quantizeAxis, source } = properties;
  const list = (values: readonly number[]) => values.map((value) => `${value},`).join('');
  return [
    `${kind}[${index}]: `,
    `name: ${properties.name}`,
    ...(source === undefined ? [] : [`input source: ${source}`]),
    `valid shape: (${list(properties.validShape)})`,
    `aligned shape: (${list(properties.alignedShape)})`,
    `aligned byte size: ${properties.alignedByteSize}`,
    `tensor type: ${properties.tensorType}`,
    `tensor layout: ${properties.tensorLayout}`,
    `quanti type: ${properties.quantiType}`,
    `stride: (${list(properties.stride)})`,
    ...(scale === undefined ? [] : [`scale data: ${list(scale)}`]),
    ...(quantizeAxis === undefined ? [] : [`quantizeAxis: ${quantizeAxis}`]),
    ...(zeroPoint === undefined ? [] : [`zero_point data: ${list(zeroPoint)}`]),
    '',
  ];
}
