import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtifact } from '@openbpu/artifact';
import { DiagnosticError } from '@openbpu/diagnostics';
import { buildNode, decodeModel, encodeModel, intAttribute } from '@openbpu/onnx';
import { type JobEvent, JobEvents } from './events';
import { type FastPerfRequest, fastPerf } from './fast-perf';
import { makertbin } from './makertbin';
import { tinyOnnx } from './tiny-onnx.fixture';

let folder: string;
const before = process.cwd();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fast-perf-'));
  process.chdir(folder);
  await writeFile('tiny.onnx', tinyOnnx());
});
afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

/** The tiny model with a Softmax behind it, from that axis on. */
function withSoftmax(axis: number): Uint8Array {
  const model = decodeModel(tinyOnnx());
  const graph = model.graph!;
  const attribute = [intAttribute('axis', axis)];
  const soft = buildNode({ name: 'soft', opType: 'Softmax', input: ['y'], output: ['s'], attribute });
  return encodeModel({
    ...model,
    opsetImport: [{ ...model.opsetImport[0], version: 13 }],
    graph: { ...graph, node: [...graph.node, soft], output: [{ ...graph.output[0], name: 's' }] },
  });
}

async function run(request: Partial<FastPerfRequest> = {}) {
  const events = new JobEvents();
  const heard: JobEvent[] = [];
  events.stream.subscribe((event) => heard.push(event));
  const source = { kind: 'onnx', model: 'tiny.onnx' } as const;
  const result = await fastPerf({ march: 'bayes-e', source, threads: 1, ...request }, events);
  return { ...result, logs: heard.flatMap((event) => (event.kind === 'log' ? [event.text] : [])), heard };
}

async function codes(request: Partial<FastPerfRequest>) {
  const error = await run(request).catch((thrown: unknown) => thrown);
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics.map(({ code }) => code);
}

it('converts without a recipe, and tells what it assumes', async () => {
  const { record, logs, heard, workingDir } = await run();
  expect(workingDir).toBe(join(folder, 'model_output'));
  expect(logs[0]).toMatch(/^The recipe that is assumed:\n# Assumed by hb_mapper makertbin --fast-perf/);
  expect(logs[0]).toContain("input_type_rt: 'nv12'");
  expect(existsSync('fast-perf.yaml')).toBe(false);
  expect(record).toMatchObject({ prefix: 'tiny', calibration: { noise: true } });
  expect(heard.filter((event) => event.kind === 'diagnostic').map(({ diagnostic }) => diagnostic.code)).toEqual([
    'PIP045',
  ]);
  const bin = await readArtifact(await readFile('model_output/tiny.bin'));
  expect(bin.header).toMatchObject({ thresholds: 'noise', outputs: [{ name: 'y', dtype: 'int8' }] });
  expect(bin.header.deletedNodes).toContain('conv_HzDequantize');
});

it('marks every model whose thresholds it drew, and no other', async () => {
  await run();
  const metadata = async (stage: string) =>
    decodeModel(await readFile(`model_output/tiny_${stage}_model.onnx`)).metadataProps.map(({ key }) => key);
  expect(await metadata('calibrated')).toContain('openbpu.thresholds');
  expect(await metadata('quantized')).toEqual(expect.arrayContaining(['openbpu.thresholds', 'openbpu.inputs']));
  expect(await metadata('optimized_float')).not.toContain('openbpu.thresholds');
});

it('saves a recipe of which makertbin makes the same', async () => {
  await run({ saveRecipe: 'saved.yaml' });
  const bin = await readFile('model_output/tiny.bin');
  await rm('model_output', { recursive: true });
  await makertbin({ config: 'saved.yaml', modelType: 'onnx', threads: 1 });
  expect(await readFile('model_output/tiny.bin')).toEqual(bin);
});

it('asks onto the BPU what only asking brings there, where the march is asked so', async () => {
  await writeFile('soft.onnx', withSoftmax(3));
  const source = { kind: 'onnx', model: 'soft.onnx' } as const;
  const { record, logs, heard } = await run({ source });
  expect(logs[0]).toMatch(/node_info:\n {4}soft:\n {6}ON: BPU/);
  expect(record.nodes.map(({ node, on }) => `${node} ${on}`)).toEqual(expect.arrayContaining(['conv BPU', 'soft BPU']));
  expect(heard.filter(({ kind }) => kind === 'diagnostic')).toHaveLength(1);
  expect((await run({ source, march: 'bernoulli2' })).logs[0]).not.toMatch(/node_info|run_on_bpu/);
});

it('does not ask for what the march refuses even so', async () => {
  await writeFile('soft.onnx', withSoftmax(0));
  const { logs } = await run({ source: { kind: 'onnx', model: 'soft.onnx' } });
  expect(logs[0]).not.toContain('node_info');
});

it('takes shapes and outputs as they are given', async () => {
  const source = {
    kind: 'onnx',
    model: 'tiny.onnx',
    inputShapes: new Map([['data', [1, 3, 8, 8]]]),
    outputNodes: ['conv'],
  } as const;
  const { record } = await run({ source });
  expect(record.outputs.map(({ name }) => name)).toEqual(['c']);
});

it('refuses before anything is converted', async () => {
  await writeFile('there.yaml', 'mine');
  expect(await codes({ saveRecipe: 'there.yaml' })).toEqual(['PIP067']);
  expect(await readFile('there.yaml', 'utf8')).toBe('mine');
  expect(await codes({ saveRecipe: 'no/where.yaml' })).toEqual(['PIP006']);
  expect(await codes({ march: 'mars' })).toEqual(['PIP001']);
  expect(await codes({ source: { kind: 'onnx', model: 'absent.onnx' } })).toEqual(['GRD001']);
  expect(existsSync('model_output')).toBe(false);
});
