import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { perTensor } from '@openbpu/tensor';
import { IntegerGraph } from './integer-graph';
import { NodeSite } from './node-site';

const GRAPH = parseGraph(
  `input x: float32[1x2x1x3] NCHW
one: a = Relu(x) bpu id(0) int8/int8
c1: b = HzCalibration(a) {scales: [0.5], thresholds: [63.5]}
two: c = Neg(b) bpu id(0) int8/int16
c2: d = HzCalibration(c) {scales: [0.5, 0.25], thresholds: [63.5, 31.75], axis: 1, zeros: [-128, 3]}
tail: e = Abs(d) bpu id(0) int8/int32
mask: m = Less(d, b) bpu id(0) int8/int8
lost: f = Neg(d) bpu id(0) int8/int8
output e
output m
output f`,
  standardOps(),
  'calibrated',
);
const outputOf = (node: string) => new NodeSite(GRAPH.node(node)!, new IntegerGraph(GRAPH)).output(0);

it('tells the scale of an output', () => {
  expect(outputOf('one')).toMatchObject({ dtype: 'int8', scale: 0.5, type: { dtype: 'int8', quant: perTensor(0.5) } });
});

it('tells none where channels have their own, and has them in the type', () => {
  const quant = { scale: Float32Array.of(0.5, 0.25), axis: 1, zero: Int8Array.of(-128, 3) };
  expect(outputOf('two')).toEqual({
    dtype: 'int16',
    scale: NaN,
    type: { dtype: 'int16', shape: [1, 2, 1, 3], layout: 'NCHW', quant },
  });
});

it('leaves the scale of a tail to the operator', () => {
  const tail = outputOf('tail');
  expect(tail).toMatchObject({ dtype: 'int32', scale: NaN, type: { dtype: 'int32', shape: [1, 2, 1, 3] } });
  expect(tail.type).not.toHaveProperty('quant');
});

it('writes masks as the integers 1 and 0', () => {
  expect(outputOf('mask')).toMatchObject({ dtype: 'int8', scale: 1, type: { dtype: 'int8', quant: perTensor(1) } });
});

it('knows of no output that nobody calibrated', () => {
  expect(() => outputOf('lost')).toThrow('output "f" of "lost" has no scale');
});
