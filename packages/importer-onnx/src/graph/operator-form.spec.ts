import { statedRanges } from '@openbpu/ir';
import { type NodeProto, buildGraph } from '@openbpu/onnx';
import { OnnxOp } from '@openbpu/ops';
import { type Tensor, float32, makeTensor } from '@openbpu/tensor';
import { type Attribute, floats, imported, node } from '../model.fixture';
import { operatorForm } from './operator-form';

const OWN = 'com.microsoft';
const CONSTANTS: Readonly<Record<string, Tensor>> = {
  s: float32([], [0.5]),
  t: float32([], [0.25]),
  z: makeTensor('int8', [], Int8Array.of(0)),
  w: makeTensor('int8', [2, 2, 1, 1], Int8Array.of(1, 2, 3, -4)),
  ws: float32([2], [0.5, 0.125]),
  wz: makeTensor('int8', [2], Int8Array.of(0, 0)),
  bias: makeTensor('int32', [2], Int32Array.of(4, -8)),
  m: makeTensor('int8', [2, 3], Int8Array.of(1, 2, 3, 4, 5, 6)),
  ms: float32([3], [1, 2, 4]),
  mz: makeTensor('int8', [3], Int8Array.of(0, 0, 0)),
};
const quantise = (x: string, y: string, s = 's') => node('QuantizeLinear', [x, s, 'z'], [y]);
const dequantise = (x: string, y: string, s = 't') => node('DequantizeLinear', [x, s, 'z'], [y]);
const written = (nodes: readonly NodeProto[]) =>
  operatorForm(buildGraph({ name: 'net', node: nodes })).node.map(
    ({ domain, opType, input, output }) => `${domain ? `${domain}:` : ''}${opType}(${input.join()}) ${output.join()}`,
  );

async function read(nodes: readonly NodeProto[], shape = [1, 2, 2, 2]) {
  const { graph, notes } = await imported({
    nodes,
    inputs: { x: floats(...shape) },
    constants: CONSTANTS,
    opset: 13,
  });
  return {
    ops: graph.nodes.map((each) => (OnnxOp.is(each) ? each.attrs.opType : each.op.name)),
    ranges: Object.fromEntries([...statedRanges(graph.metadata)].map(([id, { low, high }]) => [id, [low, high]])),
    codes: notes.map(({ code }) => code),
    graph,
  };
}

it('makes a convolution of integers one of reals, with its bias and a scale for each channel', async () => {
  const conv = node('QLinearConv', ['q', 's', 'z', 'w', 'ws', 'wz', 't', 'z', 'bias'], ['c'], {
    kernel_shape: [1, 1],
  });
  const { ops, ranges, codes, graph } = await read([quantise('x', 'q'), conv, dequantise('c', 'y')]);
  expect(ops.filter((op) => !['Mul', 'Cast'].includes(op))).toEqual([
    ...['QuantizeLinear', 'DequantizeLinear', 'Conv', 'QuantizeLinear', 'DequantizeLinear'],
  ]);
  expect(ranges).toEqual({ x: [-64, 63.5], c_real: [-32, 31.75] });
  expect(codes).toEqual(['IMO027']);
  const weights = graph.nodes.find(({ op }) => op.name === 'Conv')!.inputs[1];
  expect([...(graph.value(weights).constant!.data as Float32Array)]).toEqual([0.5, 1, 0.375, -0.5]);
});

it('scales a bias by both operands', () => {
  const conv = node('QLinearConv', ['q', 's', 'z', 'w', 'ws', 'wz', 't', 'z', 'bias'], ['c']);
  expect(written([conv])).toEqual([
    'DequantizeLinear(q,s,z) q_real',
    'DequantizeLinear(w,ws,wz) w_real',
    'Cast(bias) bias_real',
    'Mul(s,ws) bias_scale',
    'Mul(bias_real,bias_scale) bias_scaled',
    'Conv(q_real,w_real,bias_scaled) c_real',
    'QuantizeLinear(c_real,t,z) c',
  ]);
});

it.each([
  ['QLinearAdd', 'Add'],
  ['QLinearMul', 'Mul'],
])('takes %s of two tensors for %s', (opType, wanted) => {
  expect(written([node(opType, ['a', 's', 'z', 'b', 't', '', 'u'], ['c'], {}, 'n', OWN)])).toEqual([
    'DequantizeLinear(a,s,z) a_real',
    'DequantizeLinear(b,t) b_real',
    `${wanted}(a_real,b_real) c_real`,
    'QuantizeLinear(c_real,u) c',
  ]);
});

it.each([
  ['QLinearAveragePool', 'AveragePool'],
  ['QLinearGlobalAveragePool', 'GlobalAveragePool'],
  ['QLinearLeakyRelu', 'LeakyRelu'],
  ['QLinearReduceMean', 'ReduceMean'],
  ['QLinearSigmoid', 'Sigmoid'],
  ['QLinearSoftmax', 'Softmax'],
])('takes %s of one tensor for %s, without attributes of its own', (opType, wanted) => {
  const attributes: Record<string, Attribute> = { channels_last: 0, opset: 13, axis: 1 };
  const given = operatorForm(
    buildGraph({ name: 'net', node: [node(opType, ['a', 's', 'z', 't', 'z'], ['c'], attributes, 'n', OWN)] }),
  ).node;
  expect(given.map(({ opType: type }) => type)).toEqual(['DequantizeLinear', wanted, 'QuantizeLinear']);
  expect(given[1].attribute.map(({ name }) => name)).toEqual(['axis']);
  expect(given[1]).toMatchObject({ domain: '', name: 'n', input: ['a_real'] });
});

it('takes a Concat of tensors with a scale each', () => {
  const concat = node('QLinearConcat', ['u', 'z', 'a', 's', 'z', 'b', 't', 'z'], ['c'], { axis: 1 }, 'n', OWN);
  expect(written([concat])).toEqual([
    'DequantizeLinear(a,s,z) a_real',
    'DequantizeLinear(b,t,z) b_real',
    'Concat(a_real,b_real) c_real',
    'QuantizeLinear(c_real,u,z) c',
  ]);
});

it('takes a matrix with a scale for each column, transposed or not, and results that are reals', async () => {
  const gemm = (attributes: Record<string, Attribute>, more: readonly string[]) =>
    node('QGemm', ['q', 's', 'z', 'm', 'ms', 'mz', ...more], ['c'], attributes, 'n', OWN);
  expect(written([gemm({}, [])]).at(-1)).toBe('Gemm(q_real,m_real) c');
  const axisOf = (each: NodeProto) =>
    operatorForm(buildGraph({ name: 'net', node: [each] })).node[1].attribute.map(({ i }) => Number(i));
  expect([axisOf(gemm({}, [])), axisOf(gemm({ transB: 1 }, []))]).toEqual([[1], [0]]);
  const { ops, ranges } = await read([quantise('x', 'q'), gemm({}, ['', 't', 'z']), dequantise('c', 'y')], [1, 2]);
  expect(ops).toEqual([...['QuantizeLinear', 'DequantizeLinear', 'Gemm', 'QuantizeLinear', 'DequantizeLinear']]);
  expect(ranges).toEqual({ x: [-64, 63.5], c_real: [-32, 31.75] });
  const product = node('QLinearMatMul', ['q', 's', 'z', 'm', 'ms', 'mz', 't', 'z'], ['c']);
  expect(written([product])[2]).toBe('MatMul(q_real,m_real) c_real');
});

it('moves reals where integers of a known scale are moved, and nothing else', () => {
  const pool = node('MaxPool', ['c'], ['p'], { kernel_shape: [2, 2] });
  const add = node('QLinearAdd', ['q', 's', 'z', 'q', 's', 'z', 't', 'z'], ['c'], {}, 'n', OWN);
  const given = written([quantise('x', 'q'), node('Transpose', ['q'], ['r']), add, pool, node('Relu', ['x'], ['o'])]);
  expect(given.slice(1, 4)).toEqual([
    'DequantizeLinear(q,s,z) q_real',
    'Transpose(q_real) r_real',
    'QuantizeLinear(r_real,s,z) r',
  ]);
  expect(given.slice(-4)).toEqual([
    'DequantizeLinear(c,t,z) c_real_1',
    'MaxPool(c_real_1) p_real',
    'QuantizeLinear(p_real,t,z) p',
    'Relu(x) o',
  ]);
});

it('leaves a graph without such operators as it is, and names that are taken', () => {
  const graph = buildGraph({
    name: 'net',
    node: [quantise('x', 'q'), node('MaxPool', ['q'], ['p']), dequantise('p', 'y')],
  });
  expect(operatorForm(graph)).toBe(graph);
  const foreign = buildGraph({ name: 'net', node: [node('QLinearConv', ['q'], ['c'], {}, '', 'other')] });
  expect(operatorForm(foreign)).toBe(foreign);
  const taken = [
    node('Relu', ['x'], ['q_real']),
    node('QLinearSigmoid', ['q', 's', 'z', 't', 'z'], ['c'], {}, '', OWN),
  ];
  expect(written(taken)[1]).toBe('DequantizeLinear(q,s,z) q_real_1');
});
