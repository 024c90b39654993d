import { backend } from '@openbpu/backend-bayes-e';
import { compile } from '@openbpu/compiler';
import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph, printGraph } from '@openbpu/ir';
import { encodeModel, fragment } from '@openbpu/onnx';
import * as ours from '@openbpu/ops';
import { InsertCalibration, Quantise, calibratedActivations } from '@openbpu/passes';
import { tidyAndPlace } from '@openbpu/pipeline';
import { weightThresholds } from '@openbpu/quant';

const TEXT = `input x: float32[1x4x8x8] NCHW
const w: float32[4x4x3x3] = seed 1
const k: float32[4x1x1] = [1, 2, 3, 4]
c: p = Conv(x, w) {kernel: [3, 3], pads: [1, 1, 1, 1]}
r: q = Relu(p)
s: s = Sigmoid(q)
m: t = Mul(q, s)
a: u = Add(t, q)
d: v = Conv(u, w) {kernel: [3, 3]}
g: g = Gelu(v)
z: y = Softmax(g) {axis: 1}
output y`;

/** What a conversion with the operators of one copy of their package makes of the text. */
async function converted({ standardOps }: typeof ours) {
  const context = { ops: standardOps(), sink: new CollectingSink() };
  const placed = await tidyAndPlace(backend).run(parseGraph(TEXT, context.ops, 'original'), context);
  const activations = new Map(calibratedActivations(placed).map((id, i) => [id, 1 + i]));
  const calibrated = new InsertCalibration({ activations, weights: weightThresholds(placed) }).run(placed);
  const quantized = new Quantise([]).run(calibrated);
  const compiled = compile(quantized, {
    features: backend.features,
    lowering: backend.lowering,
    fragment: (node, graph) => encodeModel(fragment(node, graph)),
  });
  return { graphs: [placed, calibrated, quantized].map((graph) => printGraph(graph)), compiled };
}

it('operators of another copy of their package are the same operators', async () => {
  let theirs = ours;
  await jest.isolateModulesAsync(async () => {
    theirs = await import('@openbpu/ops');
  });
  expect(theirs.Conv).not.toBe(ours.Conv);
  expect(await converted(theirs)).toEqual(await converted(ours));
});
