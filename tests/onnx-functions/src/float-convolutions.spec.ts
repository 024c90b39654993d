import { encodeModel, exportModel, floatConvolutions } from '@openbpu/onnx';
import { HzSQuantizedConv } from '@openbpu/ops';
import { type Tensor, countMismatches, float32, int32, int8 } from '@openbpu/tensor';
import * as fc from 'fast-check';
import { described } from './compare';
import { convolutionCases } from './convolution-cases';
import { type Example, oneOpGraph } from './one-op-graph';
import { OnnxThread } from './onnx-thread';

const RUNS = Number(process.env['OPENBPU_RUNS'] ?? 20);

let onnx: OnnxThread;
beforeAll(() => void (onnx = new OnnxThread()));
afterAll(() => onnx.close());

/** How many elements differ from the reference, and whether the convolution is a float one. */
async function tried(example: Example) {
  const graph = oneOpGraph(example);
  const model = floatConvolutions(exportModel(graph));
  const found = await onnx.run(encodeModel(model), { in0: example.inputs[0]! }, 'disabled');
  const [expected] = graph.nodes[0].op.eval(example.inputs, graph.nodes[0].attrs);
  return {
    differs: countMismatches(found['out0'], expected),
    inFloat: model.graph.node[0].opType?.endsWith('_in_float') === true,
  };
}

it.each(convolutionCases.filter(({ name }) => name.startsWith('HzSQuantizedConv')))(
  '$name is what the reference says, in float or not',
  async ({ name, examples }) => {
    let floats = 0;
    await fc.assert(
      fc.asyncProperty(examples.map(described), async (example) => {
        const { differs, inFloat } = await tried(example);
        floats += Number(inFloat);
        expect(differs).toBe(0);
      }),
      { numRuns: RUNS },
    );
    if (['HzSQuantizedConv', 'HzSQuantizedConv, large'].includes(name)) expect(floats).toBeGreaterThan(0);
    if (/tail|of int16|Transpose$/.test(name)) expect(floats).toBe(0);
  },
);

/** 1x1, of 1032 channels and 128·127·1032 + |bias|: `below` the bound by so much. */
function atTheBound(below: number, attrs: Readonly<Record<string, number>> = {}): Example {
  const channels = 1032;
  const filled = (value: number) => Int8Array.from({ length: channels }, () => value);
  const x: Tensor = int8(
    [1, channels, 1, 2],
    [...filled(-128), ...filled(127)].toSorted((_, b) => (b < 0 ? 1 : -1)),
  );
  const bias = 2 ** 24 - 128 * 127 * channels - below;
  return {
    op: HzSQuantizedConv,
    inputs: [
      x,
      int8([2, channels, 1, 1], [...filled(-127), ...filled(127)]),
      int32([2], [bias, -bias]),
      float32([2], [2 ** -18, 2 ** -17]),
    ],
    fed: [0],
    attrs: { kernel: [1, 1], ...attrs },
  };
}

it('is a float one up to the bound, the bound among them, and no further', async () => {
  expect(await tried(atTheBound(0))).toEqual({ differs: 0, inFloat: true });
  expect(await tried(atTheBound(-1))).toEqual({ differs: 0, inFloat: false });
});

it('leaves a model without such a convolution as it is', () => {
  const model = exportModel(oneOpGraph(atTheBound(-1)));
  expect(floatConvolutions(model)).toBe(model);
});

it('names its constants like nobody else', () => {
  const model = exportModel(oneOpGraph(atTheBound(1)));
  const taken = { ...model.graph.initializer[0], name: 'in_float/in1' };
  const graph = { ...model.graph, initializer: [...model.graph.initializer, taken] };
  const names = floatConvolutions({ ...model, graph }).graph.initializer.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
