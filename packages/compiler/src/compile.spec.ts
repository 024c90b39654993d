import { compile } from './compile';
import { FEATURES } from './features.fixture';
import { quantised } from './lowering/lowered.fixture';
import { standardLowering } from './lowering/standard-lowering';

const GRAPH = `
  graph net quantized
  input x: float32[1x2x4x4] NCHW
  const s: float32[] = [0.5]
  q: a = HzQuantize(x, s)
  p0: b = HzQuantizedMaxPool(a) {kernel: [2, 2]} bpu id(0) int8/int8
  d0: c = HzDequantize(b, s)
  e: d = Exp(c)
  q1: f = HzQuantize(d, s)
  p1: g = HzQuantizedMaxPool(f) {kernel: [2, 2]} bpu id(1) int8/int8
  d1: y = HzDequantize(g, s)
  output y
`;

const options = {
  features: FEATURES,
  lowering: standardLowering,
  fragment: ({ id }: { id: string }) => new TextEncoder().encode(id),
};

describe('compile', () => {
  it('gives the steps in the order they run', () => {
    const model = compile(quantised(GRAPH), options);
    expect(
      model.steps.map(({ kind, name, inputs, outputs }) => `${kind} ${name} (${inputs.join()}) -> ${outputs.join()}`),
    ).toEqual([
      'edge q (x) -> a',
      'bpu net_subgraph_0 (a) -> b',
      'cpu d0 (b) -> c',
      'cpu e (c) -> d',
      'cpu q1 (d) -> f',
      'bpu net_subgraph_1 (f) -> g',
      'edge d1 (g) -> y',
    ]);
    expect(model).toMatchObject({
      name: 'net',
      march: 'example',
      inputs: [{ name: 'x', type: { dtype: 'float32' } }],
      outputs: [{ name: 'y' }],
    });
  });

  it('carries the fragment of every node that is not on the BPU', () => {
    const model = compile(quantised(GRAPH), options);
    const fragments = model.steps.flatMap((step) =>
      step.kind === 'bpu' ? [] : [`${step.kind} ${step.op} ${new TextDecoder().decode(step.fragment)}`],
    );
    expect(fragments).toEqual([
      'edge HzQuantize q',
      'cpu HzDequantize d0',
      'cpu Exp e',
      'cpu HzQuantize q1',
      'edge HzDequantize d1',
    ]);
    expect(model.steps.flatMap((step) => (step.kind === 'edge' ? [step.side] : []))).toEqual(['input', 'output']);
  });
});
