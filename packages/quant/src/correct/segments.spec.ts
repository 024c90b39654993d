import { type ValueId, parseGraph, verifyGraph } from '@openbpu/ir';
import { HzCalibration, standardOps } from '@openbpu/ops';
import { InsertCalibration, calibratedActivations } from '@openbpu/passes';
import { ReferenceExecutor } from '@openbpu/runtime';
import { type Tensor, float32 } from '@openbpu/tensor';
import { weightThresholds } from '../weight-thresholds';
import { segments } from './segments';

const X = float32([2, 2, 1, 2], [1, -2, 3, 4, 0, 2, -1, 5]);

function calibrate(text: string) {
  const graph = parseGraph(`input x: float32[2x2x1x2] NCHW\n${text}`, standardOps(), 'optimized');
  return new InsertCalibration({
    activations: new Map(calibratedActivations(graph).map((id) => [id, 2])),
    weights: weightThresholds(graph),
  }).run(graph);
}

const CHAIN = `const w: float32[3x2x1x1] = [1, 0.3, -1, 2, 0.7, -0.4]
const v: float32[1x3x1x1] = [1, 2, -1]
const b: float32[1] = [0.5]
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
s: s = Swish(c) bpu id(0) int8/int8
d: d = Conv(s, v, b) {kernel: [1, 1]} bpu id(0) int8/int8
r: y = Relu(d) bpu id(0) int8/int8
output y`;
const SHARED = `const w: float32[2x2x1x1] = [1, 0.3, -1, 2]
c: c = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
d: d = Conv(c, w) {kernel: [1, 1]} bpu id(0) int8/int8
a: a = Add(c, d) bpu id(0) int8/int8
output c
output a`;
const MIXED = `n: n = Neg(x) cpu "no"
t: t = Tanh(n) bpu id(0) int8/int8
p, q: p, q = Split(t) {axis: 1, sizes: [1, 1]} bpu id(0) int8/int8
a: a = Add(n, t) cpu "no"
output a
output p
output q`.replace('p, q: p', 'p: p');
const CPU = 'n: n = Neg(x) cpu "no"\nm: y = Abs(n) cpu "no"\noutput y';

describe.each([
  ['chain', CHAIN],
  ['a constant of two convolutions, an output that is read', SHARED],
  ['CPU nodes, two outputs', MIXED],
  ['the CPU alone', CPU],
])('%s', (_, text) => {
  const calibrated = calibrate(text);
  const pieces = segments(calibrated);

  it('has every node once, in order, in graphs that are well formed', () => {
    expect(pieces.flatMap(({ node }) => node?.id ?? [])).toEqual(
      calibrated.nodes.filter((node) => !HzCalibration.is(node)).map(({ id }) => id),
    );
    expect(pieces.flatMap(({ graph }) => verifyGraph(graph))).toEqual([]);
    for (const { node, graph } of pieces) expect(node === undefined || graph.nodes.includes(node)).toBe(true);
  });

  it('makes what later pieces read, and nothing else', () => {
    pieces.forEach(({ graph }, i) => {
      const read = new Set(pieces.slice(i + 1).flatMap((later) => later.graph.inputs));
      const made = graph.nodes.flatMap(({ outputs }) => outputs);
      expect([...graph.outputs].sort()).toEqual(made.filter((id) => read.has(id)).sort());
    });
  });

  it('does what the graph does', async () => {
    const known = new Map<ValueId, Tensor>([['x', X]]);
    const whole = await new ReferenceExecutor(calibrated).run(
      known,
      calibrated.nodes.flatMap(({ outputs }) => outputs),
    );
    for (const { graph } of pieces) {
      const feeds = new Map(graph.inputs.map((id) => [id, known.get(id)!]));
      for (const [id, tensor] of await new ReferenceExecutor(graph).run(
        feeds,
        graph.nodes.flatMap(({ outputs }) => outputs),
      ))
        expect(tensor).toEqual(whole.get(id));
      for (const [id, tensor] of await new ReferenceExecutor(graph).run(feeds)) known.set(id, tensor);
    }
  });
});

it('begins with the inputs of the model where these are rounded', () => {
  expect(segments(calibrate(CHAIN))[0]).toMatchObject({ graph: { inputs: ['x'], outputs: ['x_calibrated'] } });
  expect(segments(calibrate(CHAIN))[0].node).toBeUndefined();
  expect(segments(calibrate(CPU)).map(({ node }) => node?.id)).toEqual(['n', 'm']);
});
