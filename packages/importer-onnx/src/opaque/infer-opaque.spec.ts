import { DataType } from '@openbpu/onnx';
import { int64, tensorType } from '@openbpu/tensor';
import { type Attribute, floats, imported, node } from '../model.fixture';

const x = floats(2, 3, 4);

async function typesOf(
  opType: string,
  attributes: Record<string, Attribute> = {},
  more: Record<string, ReturnType<typeof floats>> = {},
  outputs = ['y'],
  opset = 13,
): Promise<string[]> {
  const { graph } = await imported({
    nodes: [node(opType, ['x', ...Object.keys(more)], outputs, attributes)],
    inputs: { x, ...more },
    constants: { k: int64([1], [2]) },
    opset,
  });
  return outputs.map((id) => `${graph.value(id).type.dtype} ${graph.value(id).type.shape.join('x')}`);
}

it('knows what is like its input', async () => {
  for (const opType of ['Shrink', 'LogSoftmax', 'LRN', 'LpNormalization'])
    expect(await typesOf(opType)).toEqual(['float32 2x3x4']);
  expect(await typesOf('IsNaN')).toEqual(['bool 2x3x4']);
});

it('knows what broadcasts', async () => {
  expect(await typesOf('Less', {}, { b: floats(5, 1, 1, 4) })).toEqual(['bool 5x2x3x4']);
  expect(await typesOf('Mod', { fmod: 1 }, { b: floats(1) })).toEqual(['float32 2x3x4']);
});

it('knows what is folded or chosen', async () => {
  expect(await typesOf('ReduceMax', { axes: [-1], keepdims: 0 })).toEqual(['float32 2x3']);
  expect(await typesOf('ReduceL2')).toEqual(['float32 1x1x1']);
  expect(await typesOf('ArgMax', { axis: 1 })).toEqual(['int64 2x1x4']);
  expect(await typesOf('ArgMin', { axis: -1, keepdims: 0 })).toEqual(['int64 2x3']);
  expect(await typesOf('TopK', { k: 2, axis: 1 }, {}, ['y', 'i'], 9)).toEqual(['float32 2x2x4', 'int64 2x2x4']);
  expect(await typesOf('Gather', { axis: 1 }, { i: tensorType('int64', [5, 6]) })).toEqual(['float32 2x5x6x4']);
  expect(await typesOf('GatherND', {}, { i: tensorType('int64', [7, 2]) })).toEqual(['float32 7x4']);
  expect(await typesOf('GatherElements', {}, { i: tensorType('int64', [2, 3, 1]) })).toEqual(['float32 2x3x1']);
});

it('knows what is cast, halves as float32', async () => {
  expect(await typesOf('Cast', { to: DataType.UINT8 })).toEqual(['uint8 2x3x4']);
});

it('knows what is quantised, sampled or runs along a sequence', async () => {
  expect(await typesOf('QuantizeLinear', {}, { s: floats(), z: tensorType('int8', []) })).toEqual(['int8 2x3x4']);
  expect(await typesOf('QuantizeLinear', {}, { s: floats() })).toEqual(['uint8 2x3x4']);
  const blocks = { output_dtype: DataType.INT16, block_size: 2 };
  expect(await typesOf('QuantizeLinear', blocks, { s: floats(2, 3, 2) }, ['y'], 21)).toEqual(['int16 2x3x4']);
  expect(
    await typesOf(
      'LSTM',
      { hidden_size: 5, direction: 'bidirectional' },
      { w: floats(2, 20, 4), r: floats(2, 20, 5) },
      ['y', 'h', 'c'],
    ),
  ).toEqual(['float32 2x2x3x5', 'float32 2x3x5', 'float32 2x3x5']);
  const { graph } = await imported({
    nodes: [node('GridSample', ['x', 'g'], ['y'], { mode: 'bicubic' })],
    inputs: { x: floats(1, 2, 8, 8), g: floats(1, 5, 6, 2) },
    opset: 16,
  });
  expect(graph.value('y').type).toEqual(tensorType('float32', [1, 2, 5, 6], 'NCHW'));
});

it('knows the other forms of Resize, and what one index makes hot', async () => {
  const { graph } = await imported({
    nodes: [node('Resize', ['x', '', '', 's'], ['y'], { mode: 'cubic' })],
    inputs: { x: floats(1, 2, 8, 8) },
    constants: { s: int64([4], [1, 2, 5, 6]) },
  });
  expect([graph.nodes[0].op.name, graph.value('y').type.shape]).toEqual(['OnnxOp', [1, 2, 5, 6]]);
  const hot = await imported({
    nodes: [node('OneHot', ['i', 'd', 'v'], ['y'])],
    inputs: { i: tensorType('int64', [3]), v: floats(2) },
    constants: { d: int64([], [10]) },
  });
  expect(hot.graph.value('y').type.shape).toEqual([3, 10]);
});

it('knows a product of integers', async () => {
  const i = tensorType('int32', [2, 2]);
  const { graph } = await imported({ nodes: [node('MatMul', ['i', 'i'], ['y'])], inputs: { i } });
  expect(graph.value('y').type.dtype).toBe('int32');
});

it('knows pools of any rank, no window of which begins behind the input, whatever is declared', async () => {
  const pool = async (
    opType: string,
    attributes: Record<string, Attribute>,
    size = [2, 3, 3, 6, 5],
    outputs = ['y'],
  ) => {
    const { graph } = await imported({
      nodes: [node(opType, ['x'], outputs, attributes)],
      inputs: { x: floats(...size) },
      declared: { y: floats(2, 3, 2, 3, 3) },
      opset: 22,
    });
    return outputs.map((id) => `${graph.value(id).type.dtype} ${graph.value(id).type.shape.join('x')}`);
  };
  const window = { kernel_shape: [3, 3, 3], strides: [3, 3, 3], pads: [1, 1, 1, 1, 1, 1] };
  for (const opType of ['MaxPool', 'AveragePool', 'LpPool']) {
    expect(await pool(opType, { ...window, ceil_mode: 1 })).toEqual(['float32 2x3x2x3x2']);
    expect(await pool(opType, window)).toEqual(['float32 2x3x1x2x2']);
  }
  expect(await pool('MaxPool', { ...window, ceil_mode: 1, strides: [1, 2, 2] })).toEqual(['float32 2x3x3x4x3']);
  const dilated = { kernel_shape: [2, 2, 2], dilations: [2, 3, 1], pads: [0, 1, 0, 0, 0, 2] };
  expect(await pool('MaxPool', dilated)).toEqual(['float32 2x3x1x4x6']);
  expect(await pool('MaxPool', { kernel_shape: [2, 2, 2], auto_pad: 'SAME_LOWER', strides: [1, 2, 3] })).toEqual([
    'float32 2x3x3x3x2',
  ]);
  const indices = { kernel_shape: [2, 3], strides: [2, 1] };
  expect(await pool('MaxPool', indices, [1, 2, 4, 5], ['y', 'i'])).toEqual(['float32 1x2x2x3', 'int64 1x2x2x3']);
});

it('knows convolutions of any rank, whatever is declared', async () => {
  const conv = async (attributes: Record<string, Attribute>) => {
    const { graph } = await imported({
      nodes: [node('Conv', ['x', 'w'], ['y'], attributes)],
      inputs: { x: floats(2, 4, 5, 6, 7), w: floats(6, 2, 3, 2, 1) },
      declared: { y: floats(2, 6, 9, 9, 9) },
    });
    return graph.value('y').type.shape;
  };
  expect(await conv({ group: 2 })).toEqual([2, 6, 3, 5, 7]);
  const attributes = { group: 2, strides: [1, 2, 3], dilations: [2, 1, 1], pads: [1, 0, 0, 0, 1, 2] };
  expect(await conv(attributes)).toEqual([2, 6, 2, 3, 3]);
  expect(await conv({ group: 2, strides: [2, 3, 4], auto_pad: 'SAME_UPPER' })).toEqual([2, 6, 3, 2, 2]);
});
