import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { modelFacts } from './model-facts';
import { nodeRows } from './node-rows';

const GRAPH = parseGraph(
  `
  graph net optimized
  input x: float32[1x2x4x4] NCHW
  const w: float32[2x2x1x1] = seed 1
  a: p = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8
  s: q = Sigmoid(p) bpu id(0) int8/int8
  b: y = Conv(q, w) {kernel: [1, 1]}
  output y
`,
  standardOps(),
  'optimized',
);
const because = { code: 'PAS001', severity: 'note', message: 'Conv runs on the CPU', facts: {} } as const;
const graph = GraphDraft.mapped(GRAPH, 'optimized', (node) =>
  node.id === 'b' ? { ...node, placement: { on: 'cpu', because } } : node,
);

it('has a row a node: device, subgraph, type and integer types, with the reason on the CPU', () => {
  expect(nodeRows(graph)).toEqual([
    {
      node: 'a',
      on: 'BPU',
      subgraph: 0,
      type: 'HzSQuantizedConv',
      inType: 'int8',
      outType: 'int8',
      macs: 64,
      origins: [{ name: 'a' }],
    },
    expect.objectContaining({ node: 's', on: 'BPU', subgraph: 0, type: 'HzLut' }),
    {
      node: 'b',
      on: 'CPU',
      subgraph: null,
      type: 'Conv',
      inType: 'float',
      outType: 'float',
      macs: 64,
      origins: [{ name: 'b' }],
      because,
    },
  ]);
});

it('shows places as the int32 that they are', () => {
  const text =
    'input x: float32[1x2x4x4] NCHW\na: p = ArgMax(x) {axis: 1} bpu id(0) int8/int8\n' +
    't: v, q = TopK(x) {k: 1} bpu id(0) int8/int8\noutput p\noutput v\noutput q';
  const rows = nodeRows(parseGraph(text, standardOps(), 'optimized'));
  expect(rows.map(({ outType }) => outType)).toEqual(['int32', 'int8']);
});

it('says nothing of what a row has not', () => {
  const [first, lookUp, last] = nodeRows(graph);
  expect(lookUp).not.toHaveProperty('macs');
  for (const row of [first, lookUp]) expect(row).not.toHaveProperty('because');
  expect(last).not.toHaveProperty('opens');
  const [unplaced] = nodeRows(parseGraph('input x: float32[2]\na: y = Relu(x)\noutput y', standardOps(), 'imported'));
  expect(unplaced).toMatchObject({ on: 'CPU', type: 'Relu' });
  expect(unplaced).not.toHaveProperty('because');
});

it('tells what a CPU node opens', () => {
  const net = parseGraph(
    'input x: float32[1x2x4x4]\na: p = Relu(x) bpu id(0) int8/int8\ns: q = Sqrt(p) cpu "no"\n' +
      'b: y = Relu(q) bpu id(1) int8/int8\noutput y',
    standardOps(),
    'optimized',
  );
  expect(nodeRows(net).map(({ opens }) => opens)).toEqual([undefined, [1], undefined]);
});

it('sums the model up', () => {
  const facts = modelFacts(graph, nodeRows(graph), ['net.onnx']);
  expect(facts).toEqual({
    name: 'net',
    files: ['net.onnx'],
    inputs: [{ name: 'x', dtype: 'float32', shape: [1, 2, 4, 4], layout: 'NCHW' }],
    outputs: [expect.objectContaining({ name: 'y', shape: [1, 2, 4, 4] })],
    macs: 128,
  });
});
