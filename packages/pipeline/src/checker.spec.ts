import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { decodeModel } from '@openbpu/onnx';
import { parseRecord, stringifyRecord } from '@openbpu/record';
import { checker, diagnosticsOf } from './checker';
import { fixed } from './check/fix';
import { priceOf } from './check/price';
import { JobEvents } from './events';
import { makertbin } from './makertbin';
import { tinyOnnx, tinyRecipe } from './tiny-onnx.fixture';

const at = (path: string) => ({ path, repair: fixed });

let folder: string;
let model: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-'));
  await writeFile((model = join(folder, 'tiny.onnx')), tinyOnnx());
});
afterAll(() => rm(folder, { recursive: true }));

it('tells where every node runs, in a record without machine paths', async () => {
  const events = new JobEvents();
  const logs: string[] = [];
  events.stream.subscribe((event) => event.kind === 'log' && logs.push(event.text));
  const record = await checker({ march: 'bayes-e', source: { kind: 'onnx', model } }, events);
  expect(
    record.nodes.map(({ node, on, type, inType, outType }) => `${node} ${on} ${type} ${inType}/${outType}`),
  ).toEqual(['conv BPU HzSQuantizedConv int8/int8']);
  expect(record).toMatchObject({ command: 'checker', recipe: null, model: { name: 'tiny', macs: 768 }, artifacts: [] });
  expect(record.passes.map(({ name }) => name)).toEqual(expect.arrayContaining(['fold-activation', 'place']));
  expect(parseRecord(stringifyRecord(record)).nodes).toEqual(record.nodes);
  expect(JSON.stringify(record)).not.toContain(folder);
  expect(logs).toEqual([
    'The converted model node information:',
    expect.stringContaining('conv  BPU'),
    '100.00 % of the multiply-accumulates run on the BPU.',
    '1 subgraph on the BPU; no node falls back to the CPU.',
  ]);
  expect(record.check).toEqual({ subgraphs: 1, fallbacks: 0, cpuUs: 0 });
});

it('tells what an inference takes where that is asked, as the record of a conversion has it', async () => {
  await writeFile(
    join(folder, 'tiny.yaml'),
    tinyRecipe().replace("'nv12'", "'featuremap'").replace("'rgb'", "'featuremap'"),
  );
  const { record } = await makertbin({ config: join(folder, 'tiny.yaml'), modelType: 'onnx', threads: 1 });
  const checked = await checker({ march: 'bayes-e', source: { kind: 'onnx', model }, price: priceOf });
  expect(checked.performance?.latencyUs).toBe(record.performance?.latencyUs);
  expect(parseRecord(stringifyRecord(checked)).performance).toEqual(checked.performance);
});

it('writes the repaired model, which checks no worse, and says so', async () => {
  const fix = join(folder, 'fixed.onnx');
  const events = new JobEvents();
  const logs: string[] = [];
  events.stream.subscribe((event) => event.kind === 'log' && logs.push(event.text));
  const record = await checker({ march: 'bayes-e', source: { kind: 'onnx', model }, fix: at(fix) }, events);
  expect(record.artifacts).toMatchObject([{ kind: 'fixed', file: 'fixed.onnx' }]);
  expect(record.check?.repairs).toEqual([{ name: 'fold-activation', times: 2 }]);
  expect(logs.slice(-2)).toEqual(['Repaired: fold-activation (2 changes).', `The repaired model lies in ${fix}`]);
  expect(decodeModel(await readFile(fix)).opsetImport).toMatchObject([{ version: 11 }]);
  const again = await checker({ march: 'bayes-e', source: { kind: 'onnx', model: fix } });
  expect(again.nodes.map(({ node, on }) => [node, on])).toEqual(record.nodes.map(({ node, on }) => [node, on]));
});

it('leaves the conversion to set 11 out where that is asked', async () => {
  const fix = join(folder, 'modern.onnx');
  await checker({ march: 'bayes-e', source: { kind: 'onnx', model }, fix: at(fix), skipPasses: ['to-opset-11'] });
  expect(decodeModel(await readFile(fix)).opsetImport).toMatchObject([{ version: 17 }]);
  await expect(
    checker({ march: 'bayes-e', source: { kind: 'onnx', model }, skipPasses: ['to-opset-11'] }),
  ).rejects.toThrow(/PIP/);
});

it('writes nothing over the model, and nothing of a model that it refuses', async () => {
  await expect(checker({ march: 'bayes-e', source: { kind: 'onnx', model }, fix: at(model) })).rejects.toThrow(
    /PIP099/,
  );
  const path = join(folder, 'idle.onnx');
  await writeFile(path, tinyOnnx('softmax'));
  const fix = join(folder, 'never.onnx');
  await expect(checker({ march: 'bayes-e', source: { kind: 'onnx', model: path }, fix: at(fix) })).rejects.toThrow(
    /PAS007/,
  );
  expect(existsSync(fix)).toBe(false);
});

it('names the passes that are left out where nothing is left for the BPU', async () => {
  const path = join(folder, 'idle.onnx');
  await writeFile(path, tinyOnnx('softmax'));
  const checked = checker({ march: 'bayes-e', source: { kind: 'onnx', model: path }, skipPasses: ['fuse-pad'] });
  await expect(checked).rejects.toThrow(/PAS007 .*\n.*\(--skip-pass fuse-pad\): run without; else the model needs/);
});

it('shows the table with its reasons before it refuses a model that has nothing for the BPU', async () => {
  const path = join(folder, 'softmax.onnx');
  await writeFile(path, tinyOnnx('softmax'));
  const events = new JobEvents();
  const logs: string[] = [];
  events.stream.subscribe((event) => event.kind === 'log' && logs.push(event.text));
  const checked = checker({ march: 'bayes-e', source: { kind: 'onnx', model: path } }, events);
  await expect(checked).rejects.toThrow(/PAS007/);
  expect(logs).toEqual(['The converted model node information:', expect.stringMatching(/soft +CPU[^]*because: /)]);
});

it('ends the stream of its events, whatever becomes of the model', async () => {
  for (const file of [model, join(folder, 'absent.onnx')]) {
    const events = new JobEvents();
    let ended = false;
    events.stream.subscribe({ complete: () => (ended = true) });
    await checker({ march: 'bayes-e', source: { kind: 'onnx', model: file } }, events).catch(() => undefined);
    expect(ended).toBe(true);
  }
});

it('refuses a march nobody carries, and a file that is not there', async () => {
  await expect(checker({ march: 'bayes-f', source: { kind: 'onnx', model } })).rejects.toThrow(
    /PIP001 .*did you mean "bayes-e"/s,
  );
  await expect(
    checker({ march: 'bayes-e', source: { kind: 'onnx', model: join(folder, 'absent.onnx') } }),
  ).rejects.toThrow(DiagnosticError);
});

it('tells diagnostics from bugs', () => {
  expect(diagnosticsOf(new DiagnosticError([]))).toEqual([]);
  expect(diagnosticsOf(new TypeError('x'))).toBeUndefined();
});
