import { OpSet, parseGraph, printGraph } from '@openbpu/ir';
import { tensorType } from '@openbpu/tensor';
import { OnnxOp } from './OnnxOp';

const raw = {
  opType: 'TopK',
  opset: 11,
  attributes: { axis: -1, names: ['a', 'b'], nested: { deep: [1.5, null, true] } },
  outputTypes: [
    { dtype: 'float32', shape: [1, 5] },
    { dtype: 'int64', shape: [] },
  ],
};

describe('OnnxOp', () => {
  it('keeps attributes as they are and infers the types it was given', () => {
    const attrs = OnnxOp.parseAttrs(raw);
    expect(attrs).toEqual({ domain: '', ...raw });
    expect(OnnxOp.infer([], attrs)).toEqual([tensorType('float32', [1, 5]), tensorType('int64', [])]);
  });

  it('cannot be evaluated here', () => {
    expect(OnnxOp.accuracy).toBe('opaque');
    expect(() => OnnxOp.eval([], OnnxOp.parseAttrs(raw))).toThrow(
      new TypeError('TopK is evaluated as an ONNX fragment'),
    );
    expect(OnnxOp.integer).toBeUndefined();
  });

  it.each([
    [{ ...raw, opType: '' }, /opType/],
    [{ ...raw, opset: undefined }, /opset/],
    [{ ...raw, outputTypes: [] }, /outputTypes/],
    [{ ...raw, outputTypes: [{ dtype: 'complex64', shape: [] }] }, /no element type/],
    [{ ...raw, outputTypes: [{ dtype: 'float32', shape: [-1] }] }, /shape/],
    [{ ...raw, attributes: { f: () => 1 } }, /attributes/],
  ])('refuses %j', (attrs, message) => {
    expect(() => OnnxOp.parseAttrs(attrs)).toThrow(message);
  });

  it('comes through the textual form unchanged', () => {
    const graph = parseGraph(
      `
graph net imported
input x: float32[1x9]
t: values: float32[1x5], at: int64[] = OnnxOp(x) {domain: "", opType: "TopK", opset: 11, attributes: {axis: -1, names: ["a", "b"]}, outputTypes: [{dtype: "float32", shape: [1, 5]}, {dtype: "int64", shape: []}]}
output values
output at
`.trimStart(),
      new OpSet([OnnxOp]),
      'imported',
    );
    const text = printGraph(graph);
    expect(printGraph(parseGraph(text, new OpSet([OnnxOp]), 'imported'))).toBe(text);
    expect(text).toContain('attributes: {axis: -1, names: ["a", "b"]}');
  });
});
