import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArtifact } from '@openbpu/artifact';
import { CollectingSink, DiagnosticError } from '@openbpu/diagnostics';
import { decodeModel, encodeModel, writeOnnx } from '@openbpu/onnx';
import { Lane } from '@openbpu/runtime';
import { makeTensor } from '@openbpu/tensor';
import { FROM_NOISE, describeInputs } from '../input-metadata';
import { FEATURE_NET, IMAGE_NET, packed, quantizedGraph, resolvedInput } from '../packed.fixture';
import { removeNodes } from '../stages/remove-nodes';
import { endlessOnnx, tinyOnnx } from '../tiny-onnx.fixture';
import { foreignLane, openModel, openOnnx, readOnnx } from './open-model';

let folder: string;
const lane = new Lane({ isolated: true });
const input = resolvedInput('data', 'rgb', [1, 3, 4, 4]);

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'open-'))));
afterAll(async () => {
  await lane.close();
  await rm(folder, { recursive: true });
});

async function open(name: string, bytes: Uint8Array, within = lane) {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return openModel(file, within, new CollectingSink());
}

async function refusal(name: string, bytes: Uint8Array) {
  const error = await open(name, bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics.map(({ code, at }) => [code, at?.file ?? at?.name]);
}

const described = { name: 'data', typeRt: 'rgb', typeTrain: 'rgb', spaceAndRange: 'regular' };

it('knows from a .bin how it is fed, and the scale of integer outputs', async () => {
  const request = { types: ['Reshape', 'Dequantize'], names: [] };
  const { content } = removeNodes(packed(IMAGE_NET, [input]), request, new CollectingSink());
  const { inputs, scales, executor } = await open('cut.BIN', writeArtifact(content));
  expect(inputs).toEqual([{ ...described, layout: 'NHWC' }]);
  expect([...(scales ?? [])]).toEqual([['out', expect.objectContaining({ scale: [0.5] })]]);
  expect(executor.kind).toBe('bin');
  await executor.close();
});

it('feeds planes first where the .bin says so', async () => {
  const inputs = [resolvedInput('f', 'featuremap', [1, 2, 4, 4])];
  const opened = await open('feature.bin', writeArtifact(packed(FEATURE_NET, inputs)));
  expect(opened.inputs).toEqual([
    { name: 'f', typeRt: 'featuremap', typeTrain: 'featuremap', layout: 'NCHW', spaceAndRange: 'regular' },
  ]);
  expect([...(opened.scales ?? [])].map(([name]) => name)).toEqual(['out']);
  await opened.executor.close();
});

it('knows from a stage of this tool how it is fed, and from a model of others nothing', async () => {
  const stage = writeOnnx(quantizedGraph(IMAGE_NET).at('quantized', describeInputs([input], 'quantised')));
  const own = await open('own.onnx', stage);
  expect(own.inputs).toEqual([{ ...described, layout: 'NHWC' }]);
  await own.executor.close();
  const other = await open('other.onnx', tinyOnnx());
  expect(Object.keys(other)).toEqual(['executor']);
  await other.executor.close();
});

it('gives tensors inside an ONNX model beside its outputs, which stay its own', async () => {
  const file = join(folder, 'tapped.onnx');
  await writeFile(file, writeOnnx(quantizedGraph(IMAGE_NET).at('quantized', describeInputs([input], 'quantised'))));
  const onnx = readOnnx(file);
  expect([onnx.file, onnx.model.graph.output.length, onnx.metadata['openbpu.stage']]).toEqual([file, 1, 'quantized']);
  const { executor } = await openOnnx(onnx, lane, new CollectingSink(), undefined, ['y', 'out']);
  expect(executor.outputs.map(({ name }) => name)).toEqual(['out']);
  const feeds = new Map([['data', makeTensor('int8', [1, 4, 4, 3], new Int8Array(48).fill(6))]]);
  expect([...(await executor.run(feeds)).keys()]).toEqual(['out']);
  const found = await executor.run(feeds, ['y', 'out']);
  expect([...found.keys()]).toEqual(['out', 'y']);
  expect(found.get('y')).toMatchObject({ dtype: 'int8', shape: [1, 3, 2, 2], data: new Int8Array(12).fill(6) });
  await executor.close();
  await expect(openOnnx(onnx, lane, new CollectingSink(), undefined, ['nowhere'])).rejects.toThrow(/nowhere/);
});

it('reads data of other files from beside the model', async () => {
  const model = decodeModel(tinyOnnx());
  const [weights] = model.graph.initializer;
  await writeFile(join(folder, 'w.data'), weights.rawData ?? new Uint8Array());
  const { rawData: _, ...rest } = weights;
  const apart = { ...rest, dataLocation: 1, externalData: [{ key: 'location', value: 'w.data', metadataProps: [] }] };
  const { executor } = await open(
    'apart.onnx',
    encodeModel({ ...model, graph: { ...model.graph, initializer: [apart] } }),
  );
  const outputs = await executor.run(
    new Map([['data', makeTensor('float32', [1, 3, 8, 8], new Float32Array(192).fill(1))]]),
  );
  expect(outputs.get('y')?.data[3 * 64]).toBe((4 + 5 + 6) / 16);
  await executor.close();
});

it('names the file in every complaint', async () => {
  expect(await refusal('a.txt', tinyOnnx())).toEqual([['PIP007', join(folder, 'a.txt')]]);
  expect(await refusal('torn.onnx', tinyOnnx().subarray(0, 40))).toEqual([
    [expect.stringMatching(/^ONX/), join(folder, 'torn.onnx')],
  ]);
  const model = decodeModel(tinyOnnx());
  const unknown = { ...model.graph.node[0], opType: 'NoSuchOp' };
  const strange = encodeModel({ ...model, graph: { ...model.graph, node: [unknown, model.graph.node[1]] } });
  expect(await refusal('strange.onnx', strange)).toEqual([['PIP013', join(folder, 'strange.onnx')]]);
});

it('keeps what made it complain', async () => {
  await expect(open('torn.onnx', tinyOnnx().subarray(0, 40))).rejects.toMatchObject({
    cause: expect.any(DiagnosticError),
  });
});

it('runs models of others in a process of their own, which a budget ends', async () => {
  const own = foreignLane();
  const { executor } = await open('other.onnx', tinyOnnx(), own);
  await executor.close();
  await own.close();
  const short = foreignLane({ work: 1, bytes: 2 ** 40, seconds: 600, loopSeconds: 0.3 });
  const endless = await open('endless.onnx', endlessOnnx(), short);
  const x = makeTensor('float32', [1], Float32Array.of(1));
  await expect(endless.executor.run(new Map([['x', x]]))).rejects.toThrow(
    /RUN011 .*endless\.onnx" was ended .* 0\.3 s/,
  );
  await short.close();
});

it('warns of a model whose thresholds come from noise, whichever file it is, and of no other', async () => {
  const warned = async (name: string, bytes: Uint8Array) => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const sink = new CollectingSink();
    await (await openModel(file, lane, sink)).executor.close();
    return sink.diagnostics.map(({ code, at }) => [code, at?.file]);
  };
  const content = packed(IMAGE_NET, [input]);
  const noisy = { ...content, header: { ...content.header, thresholds: 'noise' as const } };
  expect(await warned('noisy.bin', writeArtifact(noisy))).toEqual([['PIP068', join(folder, 'noisy.bin')]]);
  expect(await warned('plain.bin', writeArtifact(content))).toEqual([]);
  const graph = quantizedGraph(IMAGE_NET);
  expect(await warned('noisy.onnx', writeOnnx(graph.at('quantized', FROM_NOISE)))).toEqual([
    ['PIP068', join(folder, 'noisy.onnx')],
  ]);
  expect(await warned('plain.onnx', writeOnnx(graph))).toEqual([]);
});
