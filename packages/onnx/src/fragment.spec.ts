import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { fragment } from './fragment';

const graph = parseGraph(
  `graph net optimized
input x: float32[2x3]
const k: float32[3] = [1, 2, 3]
sum: a = Add(x, x) {min: 0}
scaled: b = Mul(a, k)
odd: c, d = OnnxOp(b, _, k) {opType: "Strange", domain: "", opset: 11, attributes: {axis: 1, alpha: {float: 2}}, outputTypes: [{dtype: "float32", shape: [2]}, {dtype: "int64", shape: []}]}
far: e = OnnxOp(c) {opType: "Trees", domain: "ai.onnx.ml", opset: 3, outputTypes: [{dtype: "float32", shape: [2]}]}
output c
output d
output e`,
  standardOps(),
  'optimized',
);

const of = (id: string) => fragment(graph.node(id)!, graph);

describe('fragment', () => {
  it('takes computed inputs once, as inputs, and constants along', () => {
    const sum = of('sum');
    expect(sum.graph.input.map(({ name }) => name)).toEqual(['x']);
    expect(sum.graph.node.map(({ opType }) => opType)).toEqual(['Add', 'Relu']);
    const scaled = of('scaled');
    expect(scaled.graph.input.map(({ name }) => name)).toEqual(['a']);
    expect(scaled.graph.initializer.map(({ name }) => name)).toEqual(['k']);
    expect(scaled.metadataProps).toEqual([]);
  });

  it('writes a foreign operator as it stood, at the version it was written for', () => {
    const { opsetImport, graph: single } = of('odd');
    expect(opsetImport).toEqual([{ domain: '', version: 11 }]);
    expect(single.node).toHaveLength(1);
    expect(single.node[0]).toMatchObject({ opType: 'Strange', input: ['b', '', 'k'], output: ['c', 'd'] });
    expect(single.node[0].attribute).toMatchObject([
      { name: 'axis', i: 1n },
      { name: 'alpha', f: 2 },
    ]);
    expect(single.output.map(({ type }) => type?.tensorType?.elemType)).toEqual([1, 7]);
    expect(of('far').opsetImport).toEqual([
      { domain: '', version: 17 },
      { domain: 'ai.onnx.ml', version: 3 },
    ]);
  });
});
