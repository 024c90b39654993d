import { foldActivation, gemmToConv, Place } from '@openbpu/passes';
import { parseGraph, standardOps } from '@openbpu/plugin-api';
import { backend } from './backend';

const context = {
  ops: standardOps(),
  sink: {
    report({ message }: { readonly message: string }): never {
      throw new Error(message);
    },
  },
};

/** Convolutions with Relu, pooled, flattened and classified: the shape of most classifiers. */
const CLASSIFIER = `
input data: float32[1x3x16x16] NCHW
const w0: float32[8x3x3x3] = seed 1
const w1: float32[8x8x3x3] = seed 2
const w2: float32[10x8] = seed 3
const b2: float32[10] = seed 4
stem: a = Conv(data, w0) {kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1]}
stem_relu: b = Relu(a)
body: c = Conv(b, w1) {kernel: [3, 3], pads: [1, 1, 1, 1]}
body_relu: d = Relu(c)
gap: e = GlobalAveragePool(d)
flatten: f = Reshape(e) {shape: [1, -1]}
linear: classes = Gemm(f, w2, b2)
output classes
`;

async function placed(text: string, requests = {}) {
  const convolved = await gemmToConv.run(parseGraph(text, context.ops, 'original'), context);
  const graph = await foldActivation.run(convolved, context);
  const { nodes } = new Place(backend.constraints, backend.policy, requests).run(graph, context);
  return nodes.map(({ id, op, placement }) => [id, op.bpuType ?? op.name, placement?.on === 'bpu' ? `bpu id(${placement.subgraph}) ${placement.input}/${placement.output}` : 'cpu']);
}

describe('the bayes-e backend', () => {
  it('places a classifier as its march does: all of it, but for the last reshape', async () => {
    expect((await placed(CLASSIFIER)).filter(([id]) => id !== 'flatten')).toEqual([
      ['stem', 'HzSQuantizedConv', 'bpu id(0) int8/int8'],
      ['body', 'HzSQuantizedConv', 'bpu id(0) int8/int8'],
      ['gap', 'HzSQuantizedGlobalAveragePool', 'bpu id(0) int8/int8'],
      ['linear', 'HzSQuantizedConv', 'bpu id(0) int8/int32'],
      ['linear_reshape_output', 'Reshape', 'cpu'],
    ]);
  });

  it('keeps Softmax on the CPU until it is asked for, and then by its rules', async () => {
    const head = 'input x: float32[1x8x4x4] NCHW\nconst w: float32[4x8x1x1] = seed 1\nc: a = Conv(x, w) {kernel: [1, 1]}\n';
    const softmax = `${head}s: y = Softmax(a) {axis: 1}\noutput y`;
    expect((await placed(softmax))[1]).toEqual(['s', 'HzSoftmax', 'cpu']);
    expect((await placed(softmax, { runOnBpu: ['s'] }))[1][2]).toMatch(/^bpu/);
    expect((await placed(`${head}s: y = Softmax(a) {axis: 0}\noutput y`, { runOnBpu: ['s'] }))[1]).toEqual(['s', 'HzSoftmax', 'cpu']);
  });

  it('has no less arithmetic than published models use, and no more than its boards are sold with', () => {
    const { outputChannels, inputChannels, pixels } = backend.features.macArray.int8;
    const tops = (2 * backend.features.cores * backend.features.clockHz * outputChannels * inputChannels * pixels) / 1e12;
    expect(tops).toBeGreaterThan(3.1);
    expect(tops).toBeLessThan(10);
  });

  it('quantises only ops that have an integer form, and lowers what they become', () => {
    const ops = standardOps();
    for (const [name, how] of Object.entries(backend.policy.quantise)) {
      expect(ops.get(name)?.quantise).toBeDefined();
      expect(['active', 'passive', 'manual']).toContain(how);
    }
    expect(new Set(backend.lowering.map(({ op }) => op.name)).size).toBe(backend.lowering.length);
  });

  it('moves data only beside quantised nodes, and has int16', () => {
    expect(backend.policy).toMatchObject({ int16: true, quantise: { Conv: 'active', HzPreprocess: 'active', HardSwish: 'active', Transpose: 'passive', Reshape: 'passive', Softmax: 'manual' } });
    for (const cpu of ['Neg', 'Identity', 'Min']) expect(backend.policy.quantise).not.toHaveProperty(cpu);
    expect(backend.recipe).toMatchObject({ march: 'bayes-e', coreNum: [1], int16Output: true });
    expect(backend.recipe.keys.map(({ key, verdict }) => [key, verdict])).toEqual([['run_on_cpu', 'superseded'], ['run_on_bpu', 'superseded']]);
  });
});
