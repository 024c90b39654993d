import { parseGraph } from '@openbpu/ir';
import { type ModelProto, encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';

/** A small classifier of seeded weights: input `x` 1x3x8x8, output `y` 1x5. */
const CLASSIFIER = `graph small imported
input x: float32[1x3x8x8] NCHW
const w1: float32[8x3x3x3] = seed 1
const b1: float32[8] = seed 2
conv1: c1 = Conv(x, w1, b1) {kernel: [3, 3], pads: [1, 1, 1, 1]}
relu1: r1 = Relu(c1)
const w2: float32[8x1x3x3] = seed 3
conv2: c2 = Conv(r1, w2) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 8}
sum: s = Add(c2, r1)
pool: p = GlobalAveragePool(s)
flat: f = Reshape(p) {shape: [1, 8]}
const w3: float32[5x8] = seed 4
fc: g = Gemm(f, w3)
prob: y = Softmax(g) {axis: 1}
output y
`;

/** A graph from text as plain ONNX, as any exporter would have written it. */
export function modelOf(text: string): ModelProto {
  return exportModel(parseGraph(text, standardOps(), 'imported'), { record: false });
}

export function smallModel(): ModelProto {
  return modelOf(CLASSIFIER);
}

export function smallModelBytes(edit: (model: ModelProto) => ModelProto = (model) => model): Uint8Array {
  return encodeModel(edit(smallModel()));
}

/** The model with its graph changed. */
export function withGraph(model: ModelProto, change: Partial<ModelProto['graph']>): ModelProto {
  return { ...model, graph: { ...model.graph, ...change } };
}
