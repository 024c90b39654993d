import { readArtifact, writeArtifact } from '@openbpu/artifact';
import { PERFORMANCE_SECTION } from './pack';
import { FEATURE_NET, IMAGE_NET, packed, resolvedInput } from '../packed.fixture';

const image = () =>
  packed(IMAGE_NET, [{ ...resolvedInput('data', 'nv12', [1, 3, 4, 4]), mean: [1, 2, 3], scale: [0.5] }]);

it('says of every input what whoever feeds it must know', () => {
  expect(image().header.inputs).toEqual([
    {
      name: 'data',
      typeRt: 'nv12',
      typeTrain: 'rgb',
      typeIntermediate: 'yuv444_128',
      shape: [1, 4, 4, 3],
      layout: 'NHWC',
      dtype: 'uint8',
      mean: [1, 2, 3],
      scale: [0.5],
      source: 'pyramid',
      spaceAndRange: 'regular',
    },
  ]);
  expect(packed(FEATURE_NET, [resolvedInput('f', 'featuremap', [1, 2, 4, 4])]).header.inputs[0]).toMatchObject({
    typeIntermediate: 'featuremap',
    dtype: 'float32',
    shape: [1, 2, 4, 4],
  });
  expect(packed(IMAGE_NET, [resolvedInput('data', 'rgb', [1, 3, 4, 4])]).header.inputs[0].typeIntermediate).toBe(
    'rgb_128',
  );
});

it.each([
  ['yuv444', 'yuv444_128'],
  ['bgr', 'bgr_128'],
  ['gray', 'gray_128'],
] as const)('says of %s that the model takes it as %s', (typeRt, intermediate) => {
  const input = { ...resolvedInput('data', 'rgb', [1, 3, 4, 4]), typeRt };
  const [made] = packed(IMAGE_NET, [input]).header.inputs;
  expect(made).toMatchObject({ typeIntermediate: intermediate, dtype: 'uint8' });
  expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['mean']));
  expect(Object.keys(made)).not.toEqual(expect.arrayContaining(['scale']));
});

it('tells several inputs apart by their names', () => {
  const two = FEATURE_NET.replace('const s', 'input g: float32[1x8]\n  const s').replace(
    'output out',
    'n: h = Neg(g)\n  output h\n  output out',
  );
  const inputs = [
    { ...resolvedInput('g', 'featuremap', [1, 8]), source: 'pyramid' } as const,
    resolvedInput('f', 'featuremap', [1, 2, 4, 4]),
  ];
  const { header } = packed(two, inputs);
  expect(header.inputs.map(({ name, shape, source }) => [name, shape, source])).toEqual([
    ['f', [1, 2, 4, 4], 'ddr'],
    ['g', [1, 8], 'pyramid'],
  ]);
  expect(header.outputs).toEqual([
    { name: 'h', dtype: 'float32', shape: [1, 8], layout: 'none' },
    { name: 'out', dtype: 'float32', shape: [1, 2, 2, 2], layout: 'NCHW' },
  ]);
  expect(header.steps.find(({ name }) => name === 'n')).toMatchObject({ kind: 'cpu', op: 'Neg', removable: false });
  expect(header.steps.find(({ name }) => name === 'n')).not.toHaveProperty('attrs');
});

it('says what made it of what', () => {
  const { tool, versions, march, graphName, deletedNodes, recipe } = image().header;
  expect({ tool, versions, march, graphName, deletedNodes, recipe }).toEqual({
    tool: { name: 'openbpu', version: '0.1.0' },
    versions: { openbpu: '0.1.0' },
    march: 'bayes-e',
    graphName: 'net',
    deletedNodes: [],
    recipe: {},
  });
});

it('makes every conversion at the edge a removable section of its own', () => {
  const { header, sections } = image();
  expect(
    header.steps.map(({ name, op, kind, removable, side, attrs }) => [name, op, kind, removable, side ?? attrs?.nodes]),
  ).toEqual([
    ['data_TransposeInput0', 'Transpose', 'edge', true, 'input'],
    ['net_subgraph_0', 'BPU', 'bpu', false, ['pool']],
    ['pool_HzDequantize', 'HzDequantize', 'edge', true, 'output'],
    ['flat', 'Reshape', 'edge', true, 'output'],
  ]);
  expect([...sections.keys()]).toEqual([
    'data_TransposeInput0',
    'net_subgraph_0.program',
    'net_subgraph_0.constants',
    'pool_HzDequantize',
    'flat',
  ]);
});

it('keeps what the clock says where it is asked to', async () => {
  const performance = { latencyUs: 1, fps: 1e6, ddrBytes: 2 };
  const bin = await readArtifact(
    writeArtifact(packed(FEATURE_NET, [resolvedInput('f', 'featuremap', [1, 2, 4, 4])], performance)),
  );
  expect(JSON.parse(Buffer.from(await bin.section(PERFORMANCE_SECTION)).toString())).toEqual(performance);
});

it('lists the type and scale of every tensor between steps', () => {
  const { tensors } = image().header;
  expect(Object.keys(tensors).sort()).toEqual(['data', 'out', 'x', 'y', 'yf']);
  expect(tensors.y).toEqual({ dtype: 'int8', shape: [1, 3, 2, 2], layout: 'NCHW', scale: [0.5] });
});

it('tells the axis and the zeros of a tensor that has them', () => {
  const [dtype, shape, layout] = ['int8', [1, 3, 2, 2], 'NCHW'] as const;
  const of = (quant: string) =>
    packed(IMAGE_NET.replace('y: int8[1x3x2x2] NCHW @0.5', `y: int8[1x3x2x2] NCHW ${quant}`), [
      resolvedInput('data', 'nv12', [1, 3, 4, 4]),
    ]).header.tensors.y;
  expect(of('@0.5~3')).toStrictEqual({ dtype, shape, layout, scale: [0.5], zero: [3] });
  expect(of('@[0.5, 0.25, 1]/1')).toStrictEqual({ dtype, shape, layout, scale: [0.5, 0.25, 1], axis: 1 });
});

it('gives equal bytes for equal models, that read back', async () => {
  expect(writeArtifact(image())).toEqual(writeArtifact(image()));
  expect((await readArtifact(writeArtifact(image()))).header).toEqual(image().header);
});

it('says of an output of integers how they stand for reals', () => {
  const { header } = packed(FEATURE_NET.replace(/ *pool_HzDequantize.*\n/, '').replace('output out', 'output y'), [
    resolvedInput('f', 'featuremap', [1, 2, 4, 4]),
  ]);
  expect(header.outputs).toEqual([{ name: 'y', dtype: 'int8', shape: [1, 2, 2, 2], layout: 'NCHW', scale: [0.5] }]);
});
