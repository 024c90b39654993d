import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseRecipe } from '@openbpu/config';
import { DiagnosticError } from '@openbpu/diagnostics';
import { JobEvents } from './events';
import { type JobOptions, conversionJob, createJob, endJob, modelJob } from './job';
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
