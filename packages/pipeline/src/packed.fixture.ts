import { backend } from '@openbpu/backend-bayes-e';
import { type ArtifactContent } from '@openbpu/artifact';
import { compile } from '@openbpu/compiler';
import { type Graph, parseGraph } from '@openbpu/ir';
import { encodeModel, fragment } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import type { RecordPerformance } from '@openbpu/record';
import type { ResolvedInput } from './resolve-inputs';
import { pack, withPerformance } from './stages/pack';

/** A colour picture in NHWC through one BPU node, with two conversions behind it that can go. */
export const IMAGE_NET = `
  graph net quantized
  input data: int8[1x4x4x3] NHWC @0.5
  const s: float32[] = [0.5]
  data_TransposeInput0: x = Transpose(data) {perm: [0, 3, 1, 2]}
  pool: y: int8[1x3x2x2] NCHW @0.5 = HzQuantizedMaxPool(x) {kernel: [2, 2], strides: [2, 2]} bpu id(0) int8/int8
  pool_HzDequantize: yf = HzDequantize(y, s)
  flat: out = Reshape(yf) {shape: [1, 12]}
  output out
`;

/** The same with three classes: whatever is deleted behind the node, its output is a list of scores. */
export const THREE_CLASS_NET = IMAGE_NET.replace('[2, 2], strides: [2, 2]', '[4, 4], strides: [4, 4]')
  .replace('y: int8[1x3x2x2]', 'y: int8[1x3x1x1]')
  .replace('[1, 12]', '[1, 3]');

/** A feature map through one BPU node. */
export const FEATURE_NET = `
  graph net quantized
  input f: float32[1x2x4x4] NCHW
  const s: float32[] = [0.5]
  f_HzQuantize: q = HzQuantize(f, s)
  pool: y: int8[1x2x2x2] NCHW @0.5 = HzQuantizedMaxPool(q) {kernel: [2, 2], strides: [2, 2]} bpu id(0) int8/int8
  pool_HzDequantize: out = HzDequantize(y, s)
  output out
`;

export function quantizedGraph(text: string): Graph<'quantized'> {
  return parseGraph(text, standardOps(), 'quantized');
}

export function resolvedInput(
  name: string,
  typeRt: 'nv12' | 'rgb' | 'featuremap',
  shape: readonly number[],
): ResolvedInput {
  const typeTrain = typeRt === 'featuremap' ? typeRt : 'rgb';
  const layoutRt = typeRt === 'featuremap' ? 'NCHW' : 'NHWC';
  return {
    name,
    dtype: 'float32',
    typeRt,
    typeTrain,
    layoutTrain: 'NCHW',
    spaceAndRange: 'regular',
    layoutRt,
    layoutQuantised: layoutRt,
    source: typeRt === 'nv12' ? 'pyramid' : 'ddr',
    shape,
  };
}

/** A quantised graph as the content of a `.bin`. */
export function packed(
  text: string,
  inputs: readonly ResolvedInput[],
  performance?: RecordPerformance,
): ArtifactContent {
  const content = packedGraph(quantizedGraph(text), inputs);
  return performance ? withPerformance(content, performance) : content;
}

export function packedGraph(graph: Graph<'quantized'>, inputs: readonly ResolvedInput[]): ArtifactContent {
  const model = compile(graph, {
    features: backend.features,
    lowering: backend.lowering,
    fragment: (node, view) => encodeModel(fragment(node, view)),
  });
  return pack(model, graph, { inputs, versions: { openbpu: '0.1.0' }, recipe: {}, deletedNodes: [] });
}
