import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { parseRecord, stringifyRecord } from '@openbpu/record';
import { checker, diagnosticsOf } from './checker';
import { JobEvents } from './events';
import { tinyOnnx } from './tiny-onnx.fixture';

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
  ]);
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
