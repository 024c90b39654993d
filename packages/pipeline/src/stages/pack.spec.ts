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

it('makes every conversion at the edge a removable section of its own', () => {
  const { header, sections } = image();
  expect(
    header.steps.map(({ name, op, kind, removable, attrs }) => [
      name,
      op,
      kind,
      removable,
      attrs?.side ?? attrs?.nodes,
    ]),
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
