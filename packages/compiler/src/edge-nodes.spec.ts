import { edgeNodes } from './edge-nodes';
import { quantised } from './lowering/lowered.fixture';

const edges = (text: string) => [...edgeNodes(quantised(text))].map(([id, { side }]) => `${id} ${side}`).sort();

describe('edgeNodes', () => {
  it('are what stands between the model and the outside', () => {
    expect(
      edges(`
      input x: float32[1x4x4x3] NHWC
      const s: float32[] = [0.5]
      nchw: a = Transpose(x) {perm: [0, 3, 1, 2]}
      q: b = HzQuantize(a, s)
      pool: c = HzQuantizedMaxPool(b) {kernel: [2, 2]} bpu id(0) int8/int8
      deq: d = HzDequantize(c, s)
      sm: e = Softmax(d) {axis: 1}
      flat: f = Reshape(e) {shape: [1, -1]}
      output f
    `),
    ).toEqual(['deq output', 'flat output', 'nchw input', 'q input', 'sm output']);
  });

  it('are not what computes, what is on the BPU, or what feeds anything else', () => {
    expect(
      edges(`
      input x: float32[1x3x4x4] NCHW
      const s: float32[] = [0.5]
      r: a = Relu(x)
      q: b = HzQuantize(a, s)
      t: c = Reshape(b) {shape: [48]} bpu id(0) int8/int8
      deq: d = HzDequantize(c, s)
      e: e = Exp(d)
      k: k = Reshape(s) {shape: [1]}
      m: m = Mul(e, k)
      output m
    `),
    ).toEqual([]);
  });

  it('are not what stands behind a node on the BPU that would be one on the CPU', () => {
    expect(
      edges(`
      input x: int8[1x3x4x4] NCHW @0.5
      const s: float32[] = [0.5]
      t: b = Reshape(x) {shape: [48]} bpu id(0) int8/int8
      deq: c = HzDequantize(b, s)
      e: y = Exp(c)
      output y
    `),
    ).toEqual([]);
  });
});
