import { writeArtifact } from '@openbpu/artifact';
import { CollectingSink } from '@openbpu/diagnostics';
import { Lane } from '@openbpu/runtime';
import { type Tensor, makeTensor } from '@openbpu/tensor';
import { batched } from '@openbpu/passes';
import { FEATURE_NET, IMAGE_NET, packed, packedGraph, quantizedGraph, resolvedInput } from '../packed.fixture';
import { removeNodes } from './remove-nodes';
import { verify, verifyBin } from './verify-bin';

const alike = (text: string) => ({ quantized: quantizedGraph(text), deployed: quantizedGraph(text) });
const picture = makeTensor(
  'uint8',
  [1, 6, 4],
  Uint8Array.from({ length: 24 }, (_, i) => (i * 37) % 256),
);
const colours = makeTensor(
  'uint8',
  [1, 4, 4, 3],
  Uint8Array.from({ length: 48 }, (_, i) => (i * 37) % 256),
);
const feature = makeTensor(
  'float32',
  [1, 2, 4, 4],
  Float32Array.from({ length: 32 }, (_, i) => i - 16.5),
);
const NETS = {
  image: {
    text: IMAGE_NET,
    content: () => packed(IMAGE_NET, [resolvedInput('data', 'nv12', [1, 3, 4, 4])]),
    inputs: [resolvedInput('data', 'nv12', [1, 3, 4, 4])],
    feed: new Map<string, Tensor>([['data', picture]]),
  },
  colours: {
    text: IMAGE_NET,
    content: () => packed(IMAGE_NET, [resolvedInput('data', 'rgb', [1, 3, 4, 4])]),
    inputs: [resolvedInput('data', 'rgb', [1, 3, 4, 4])],
    feed: new Map<string, Tensor>([['data', colours]]),
  },
  feature: {
    text: FEATURE_NET,
    content: () => packed(FEATURE_NET, [resolvedInput('f', 'featuremap', [1, 2, 4, 4])]),
    inputs: [resolvedInput('f', 'featuremap', [1, 2, 4, 4])],
    feed: new Map<string, Tensor>([['f', feature]]),
  },
};

it.each<[keyof typeof NETS, string, number]>([
  ['image', '', 48 + 12 + 12],
  ['image', 'Transpose', 48 + 12 + 12],
  ['image', 'Reshape', 48 + 12 + 12],
  ['image', 'Reshape Dequantize Transpose', 48 + 12],
  ['colours', '', 48 + 12 + 12],
  ['colours', 'Transpose', 48 + 12 + 12],
  ['colours', 'Reshape Dequantize Transpose', 48 + 12],
  ['feature', '', 32 + 8 + 8],
  ['feature', 'Quantize Dequantize', 32 + 8],
])('compares all that the %s net without "%s" and the whole quantised model both have', async (net, types, values) => {
  const { text, content, inputs, feed } = NETS[net];
  const done: number[] = [];
  const { content: cut } = removeNodes(
    content(),
    { types: types === '' ? [] : types.split(' '), names: [] },
    new CollectingSink(),
  );
  const verification = await verifyBin(alike(text), writeArtifact(cut), inputs, [feed, feed], (count) =>
    done.push(count),
  );
  expect(verification).toEqual({ status: 'passed', mismatches: 0, inputs: 2, compared: 2 * values });
  expect(done).toEqual([1, 2]);
});

it('compares a .bin whose outputs have become one tensor', async () => {
  const { inputs, feed } = NETS.feature;
  const twice = FEATURE_NET.replace(
    'output out',
    'r: flat = Reshape(out) {shape: [1, 8]}\n  output flat\n  output out',
  );
  const request = { types: ['Reshape', 'Dequantize'], names: [] };
  const { content } = removeNodes(packed(twice, inputs), request, new CollectingSink());
  const verification = await verifyBin(alike(twice), writeArtifact(content), inputs, [feed]);
  expect(verification).toMatchObject({ status: 'passed', compared: 32 + 8 });
});

it('compares where one input lost its node and another did not, and ends its lane', async () => {
  const text = FEATURE_NET.replace('const s', 'input g: float32[1x2x4x4] NCHW\n  const s').replace(
    'output out',
    'g_q: h = HzQuantize(g, s)\n  gp: z: int8[1x2x2x2] NCHW @0.5 = HzQuantizedMaxPool(h) {kernel: [2, 2], ' +
      'strides: [2, 2]} bpu id(0) int8/int8\n  g_d: back = HzDequantize(z, s)\n  output back\n  output out',
  );
  const inputs = [...NETS.feature.inputs, { ...NETS.feature.inputs[0], name: 'g' }];
  const request = { types: [], names: ['g_q'] };
  const { content } = removeNodes(packed(text, inputs), request, new CollectingSink());
  const feed = new Map<string, Tensor>([...NETS.feature.feed, ['g', feature]]);
  const close = jest.spyOn(Lane.prototype, 'close');
  const { status } = await verifyBin(alike(text), writeArtifact(content), inputs, [feed]);
  expect([status, close.mock.calls.length]).toEqual(['passed', 1]);
  close.mockRestore();
});

it('finds the bits that differ', async () => {
  const { text, content, inputs, feed } = NETS.feature;
  const other = text.replace('const s: float32[] = [0.5]', 'const s: float32[] = [0.25]');
  await expect(verifyBin(alike(other), writeArtifact(content()), inputs, [feed])).rejects.toThrow(/PIP010/);
});

it('tolerates not one value of many', async () => {
  const gives = (data: Int8Array) => ({
    run: async () => new Map<string, Tensor>([['y', makeTensor('int8', [100], data)]]),
  });
  const other = Int8Array.from({ length: 100 }, (_, i) => Number(i === 99));
  const feeds = [new Map<string, Tensor>()];
  await expect(verify(gives(new Int8Array(100)), gives(other), feeds, [])).rejects.toThrow(
    /^PIP010 .* differ at "y" in 1 of 100 values/,
  );
  expect(await verify(gives(other), gives(other), feeds, [])).toMatchObject({ compared: 100, mismatches: 0 });
});

it('feeds each model in its own layout, and a cut .bin with what the model it was compiled from makes', async () => {
  const fed = resolvedInput('f', 'featuremap', [1, 2, 4, 4]);
  const nhwc = FEATURE_NET.replace('f: float32[1x2x4x4] NCHW', 'f: float32[1x4x4x2] NHWC').replace(
    'f_HzQuantize: q = HzQuantize(f, s)',
    't: g = Transpose(f) {perm: [0, 3, 1, 2]}\n  f_HzQuantize: r = HzQuantize(g, s)',
  );
  const quantized = quantizedGraph(nhwc.replace('HzQuantizedMaxPool(q)', 'HzQuantizedMaxPool(r)'));
  const inputs = [{ ...fed, layoutQuantised: 'NHWC' } as const];
  for (const types of [[], ['Quantize']]) {
    const graphs = { quantized, deployed: quantizedGraph(FEATURE_NET) };
    const request = { types, names: [] };
    const { content } = removeNodes(packed(FEATURE_NET, [fed]), request, new CollectingSink());
    const verification = await verifyBin(graphs, writeArtifact(content), inputs, [NETS.feature.feed]);
    expect(verification).toMatchObject({ status: 'passed', compared: 8 + 8 });
  }
});

describe('a .bin that takes a batch', () => {
  const { inputs } = NETS.image;
  const net = (items: number) => {
    const deployed = batched(quantizedGraph(IMAGE_NET), items);
    if ('mixes' in deployed) throw new Error(deployed.mixes.id);
    return { quantized: quantizedGraph(IMAGE_NET), deployed, batch: items };
  };
  const pictures = Array.from({ length: 4 }, (_, k) => {
    const bytes = Uint8Array.from({ length: 24 }, (__, i) => (i * 37 + k * 91) % 256);
    return new Map<string, Tensor>([['data', makeTensor('uint8', [1, 6, 4], bytes)]]);
  });
  const PER_ITEM = 48 + 12 + 12;

  it.each<[number, number, string, number]>([
    [2, 4, '', 4 * PER_ITEM],
    [3, 4, '', 6 * PER_ITEM],
    [4, 1, '', 4 * PER_ITEM],
    [2, 2, 'Reshape Dequantize Transpose', 2 * (48 + 12)],
  ])('of %i is held against %i items, one after the other, without "%s"', async (items, given, types, compared) => {
    const models = net(items);
    const request = { types: types === '' ? [] : types.split(' '), names: [] };
    const { content } = removeNodes(packedGraph(models.deployed, inputs), request, new CollectingSink());
    const done: number[] = [];
    const verification = await verifyBin(models, writeArtifact(content), inputs, pictures.slice(0, given), (count) =>
      done.push(count),
    );
    expect(verification).toEqual({ status: 'passed', mismatches: 0, inputs: given, compared });
    expect(done).toEqual(Array.from({ length: Math.ceil(given / items) }, (_, i) => i + 1));
  });

  it('takes a map through the head of the model where its own is cut', async () => {
    const feature = NETS.feature;
    const deployed = batched(quantizedGraph(FEATURE_NET), 2);
    if ('mixes' in deployed) throw new Error(deployed.mixes.id);
    const request = { types: ['Quantize'], names: [] };
    const { content } = removeNodes(packedGraph(deployed, feature.inputs), request, new CollectingSink());
    const models = { quantized: quantizedGraph(FEATURE_NET), deployed, batch: 2 };
    const { status } = await verifyBin(models, writeArtifact(content), feature.inputs, [feature.feed, feature.feed]);
    expect(status).toBe('passed');
  });

  it('finds an item that another one has taken the place of', async () => {
    const models = net(2);
    const turned = {
      ...models,
      quantized: quantizedGraph(IMAGE_NET.replace('kernel: [2, 2]', 'kernel: [1, 1]')),
    };
    const content = packedGraph(models.deployed, inputs);
    await expect(verifyBin(turned, writeArtifact(content), inputs, pictures)).rejects.toThrow(/PIP010/);
  });
});
