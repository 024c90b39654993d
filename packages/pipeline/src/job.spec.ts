import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseRecipe } from '@openbpu/config';
import { DiagnosticError } from '@openbpu/diagnostics';
import { DEFAULT_BUDGET } from '@openbpu/guard';
import { buildGraph, buildModel, buildNode, buildValue, dataTypeOf, encodeModel, writeTensor } from '@openbpu/onnx';
import { int64 } from '@openbpu/tensor';
import { JobEvents } from './events';
import { type JobOptions, conversionJob, createJob, endJob, modelJob } from './job';
import { importModel } from './select';
import { tinyRecipe } from './tiny-onnx.fixture';
import { BACKENDS, IMPORTERS, LANES, OPS, SINK } from './tokens';

it('tells the event stream what is reported, and keeps it', async () => {
  const events = new JobEvents();
  const heard: string[] = [];
  events.stream.subscribe((event) => event.kind === 'diagnostic' && heard.push(event.diagnostic.code));
  const job = createJob(events);
  job.resolve(SINK).report({ code: 'X1', severity: 'warning', message: 'm', facts: {} });
  expect(job.resolve(SINK).diagnostics.map(({ code }) => code)).toEqual(['X1']);
  expect(heard).toEqual(['X1']);
  await endJob(job);
});

/** A conversion with this number of jobs in its recipe, as far as `look`. */
async function conversion<T>(
  jobs: number | undefined,
  options: JobOptions,
  look: (job: ReturnType<typeof conversionJob>) => T,
): Promise<T> {
  const container = createJob(new JobEvents(), options);
  const text = `${tinyRecipe()}${jobs === undefined ? '' : `  jobs: ${jobs}\n`}`;
  const backends = container.resolve(BACKENDS);
  const recipe = parseRecipe(text, {
    file: 'tiny.yaml',
    modelType: 'onnx',
    marches: backends.map(({ march }) => march),
    marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
  });
  try {
    return look(conversionJob(container, recipe, resolve('nets'), options));
  } finally {
    await endJob(container);
  }
}

it.each([
  ['one a processor where nobody says', undefined, undefined, availableParallelism()],
  ['as many as the recipe says', 1, undefined, 1],
  ['never more than processors', 64, undefined, availableParallelism()],
  ['as many as the caller says, whatever the recipe does', 1, 3, 3],
])('has threads: %s', async (_, jobs, threads, size) => {
  expect(await conversion(jobs, threads === undefined ? {} : { threads }, ({ lanes }) => lanes.size)).toBe(size);
});

it('holds everything a conversion asks for, made once', async () => {
  const job = createJob(new JobEvents(), { threads: 1 });
  expect(job.resolve(OPS)).toBe(job.resolve(OPS));
  expect(job.resolve(SINK)).toBe(job.resolve(SINK));
  expect(job.resolve(LANES)).toBe(job.resolve(LANES));
  expect(job.resolve(IMPORTERS).map(({ name }) => name)).toEqual(['onnx', 'caffe']);
  expect(job.resolve(BACKENDS).map(({ march }) => march)).toEqual(['bernoulli2', 'bayes-e', 'bayes']);
  await endJob(job);
});

/** The nodes that the importer of the job makes of `nodes` over the input `x`, whose inner types nobody states. */
async function imported(nodes: readonly Parameters<typeof buildNode>[0][], options: JobOptions = {}) {
  const graph = buildGraph({
    name: 'net',
    node: nodes.map((node) => buildNode(node)),
    initializer: [writeTensor('n', int64([1], [4096]))],
    input: [buildValue('x', dataTypeOf('float32'), [1, 2, 2])],
    output: [buildValue('y', dataTypeOf('float32'), [])],
  });
  const folder = await mkdtemp(join(tmpdir(), 'job-'));
  const model = join(folder, 'net.onnx');
  await writeFile(model, encodeModel(buildModel({ irVersion: 7, opsetImport: [{ domain: '', version: 13 }], graph })));
  const container = createJob(new JobEvents(), { threads: 1, ...options });
  try {
    const job = modelJob(container, 'bayes-e', { kind: 'onnx', model });
    return (await importModel(job.importers, job.source, job.ops, job.sink)).graph.nodes.map(({ op }) => op.name);
  } finally {
    await endJob(container);
    await rm(folder, { recursive: true });
  }
}

it('asks ONNX Runtime for types that nothing else knows', async () => {
  const det = { name: 'd', opType: 'Det', input: ['x'], output: ['d'] };
  const relu = { name: 'r', opType: 'Relu', input: ['d'], output: ['y'] };
  expect(await imported([det, relu])).toEqual(['OnnxOp', 'Relu']);
});

it('gives folded constants no more than the budget', async () => {
  const fill = { name: 'f', opType: 'ConstantOfShape', input: ['n'], output: ['f'] };
  const sum = { name: 's', opType: 'ReduceSum', input: ['f'], output: ['s'] };
  const add = { name: 'a', opType: 'Add', input: ['x', 's'], output: ['y'] };
  await expect(imported([fill, sum, add], { budget: { ...DEFAULT_BUDGET, bytes: 100 } })).rejects.toThrow(/--budget/);
  expect(await imported([fill, sum, add])).toContain('Add');
});

it('gives a job its backend, its model, and what counts its passes', async () => {
  const found = await conversion(1, { skipPasses: ['fuse-pad'] }, (job) => job);
  expect(found).toMatchObject({
    source: { kind: 'onnx', model: resolve('nets', 'tiny.onnx') },
    skipPasses: ['fuse-pad'],
    baseFolder: resolve('nets'),
    recipe: { model: { march: 'bayes-e' } },
  });
  expect(found.backend.march).toBe('bayes-e');
  expect(found.passInstruments).toEqual([found.recorder]);
  expect((await conversion(1, {}, (job) => job)).skipPasses).toEqual([]);
});

it('names the marches there are where one is unknown', async () => {
  const container = createJob(new JobEvents(), { threads: 1 });
  expect(() => modelJob(container, 'bayes-f', { kind: 'onnx', model: 'm.onnx' })).toThrow(DiagnosticError);
  await endJob(container);
});
