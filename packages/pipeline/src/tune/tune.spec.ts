import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tuning } from '@openbpu/analysis';
import { DiagnosticError } from '@openbpu/diagnostics';
import { JobEvents } from '../events';
import { makertbin } from '../makertbin';
import { type TuneResult, tune } from './tune';
import { recipeOf, tuneFolder } from './tune-folder.fixture';
import type { TuneRequest } from './tune-request';

let folder: string;
beforeEach(async () => (folder = await tuneFolder()));
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (more: Partial<TuneRequest> = {}): Promise<TuneResult> =>
  tune({ config: join(folder, 'recipe.yaml'), modelType: 'onnx', threads: 1, ...more });

/** The events of a job, whose lines are heard as they come. */
function eventsThat(hear: (text: string) => void): JobEvents {
  const events = new JobEvents();
  events.stream.subscribe((event) => {
    if (event.kind === 'log') hear(event.text);
  });
  return events;
}

const refusal = async (more: Partial<TuneRequest> = {}): Promise<string> => {
  try {
    await run(more);
    return '';
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code }) => code).join();
  }
};

it('measures points on samples that calibration does not see, and chooses one that no other beats', async () => {
  const { tuning, diagnostics, work } = await run();
  const { points, front, chosen, samples, groups } = tuning;
  expect(samples).toEqual({ calibration: 12, heldBack: 4 });
  expect(points[0].groups).toEqual([]);
  expect(points.length).toBeGreaterThan(1);
  expect(points[chosen].error).toBeLessThan(points[0].error);
  expect(front).toContain(chosen);
  for (const { groups: some } of points)
    expect(groups.map(({ name }) => name)).toEqual(expect.arrayContaining([...some]));
  expect(work.points).toBe(points.length);
  expect(diagnostics.map(({ code }) => code)).toEqual(['PIP053']);
});

it('writes a recipe that converts to the figures it tells', async () => {
  const { tuning, recipe } = await run();
  const { record } = await makertbin({ config: recipe, modelType: 'onnx', threads: 2 });
  expect(record.performance!.latencyUs / 1000).toBe(tuning.conversion.ms);
  expect(tuning.conversion.ms).toBe(tuning.points[tuning.chosen].ms);
  expect(record.outputs.map(({ name, cosine }) => ({ name, cosine }))).toEqual(tuning.conversion.outputs);
  const wide = record.nodes.filter(({ outType }) => outType === 'int16');
  expect(wide.length).toBeGreaterThan(0);
  const text = await readFile(recipe, 'utf8');
  expect(text).toContain('# how the net is converted');
  expect(text).toContain("onnx_model: '../../net.onnx' # a relative path");
  expect(text).toContain('  # pixels');
});

it('goes on where a run was stopped: what was measured is not measured again', async () => {
  const stop = new AbortController();
  let points = 0;
  const stopped = tune(
    { config: join(folder, 'recipe.yaml'), modelType: 'onnx', threads: 1, signal: stop.signal },
    eventsThat((text) => {
      if (text.startsWith('Point ') && ++points === 2) stop.abort();
    }),
  );
  await expect(stopped).rejects.toThrow();
  const second = await run();
  expect(second.work.points).toBe(second.tuning.points.length - 2);
  const third = await run();
  expect(third.work).toMatchObject({ points: 0, prices: 0, worths: 0 });
  expect(third.tuning).toEqual(second.tuning);
});

it('finds the same on any number of threads, to the last byte, and without what was kept', async () => {
  const files = async () =>
    Promise.all(
      ['tune.json', 'tune.html', 'tuned.yaml'].map((name) => readFile(join(folder, 'out/tune', name), 'utf8')),
    );
  await run({ cache: false });
  const first = await files();
  await run({ cache: false, threads: 2 });
  expect(await files()).toEqual(first);
});

it('takes the fastest point of a cosine, and gives back what it does not need', async () => {
  const free = await run();
  const best = Math.max(...free.tuning.points.map(({ cosine }) => cosine));
  const target = (free.tuning.points[0].cosine + best) / 2;
  const { tuning } = await run({ targetCosine: target });
  const { points, chosen, reached } = tuning;
  expect(reached).toBe(true);
  expect(points[chosen].cosine).toBeGreaterThanOrEqual(target);
  const good = points.filter(({ cosine }) => cosine >= target);
  expect(points[chosen].ms).toBe(Math.min(...good.map(({ ms }) => ms)));
});

it('keeps a time, and says what was best where nothing meets the goal', async () => {
  const [{ ms }] = (await run()).tuning.points;
  const kept = await run({ maxMs: ms });
  expect(kept.tuning.points[kept.tuning.chosen].ms).toBeLessThanOrEqual(ms);
  const { tuning, diagnostics, recipe } = await run({ maxMs: ms / 2 });
  expect(tuning).toMatchObject({ reached: false, chosen: 0 } satisfies Partial<Tuning>);
  expect(diagnostics.map(({ code }) => code)).toContain('PIP204');
  expect(await readFile(recipe, 'utf8')).not.toContain('node_info');
});

it('tells the drop of top-1 with its interval', async () => {
  const { tuning, diagnostics } = await run({ maxDrop: 100, labels: join(folder, 'labels.txt') });
  expect(tuning.samples.labelled).toBe(4);
  expect(tuning.points[0].top1).toMatchObject({ count: 4 });
  expect(tuning.chosen).toBe(0);
  expect(diagnostics.map(({ code }) => code)).not.toContain('PIP207');
  const fine = await run({ maxDrop: 1, labels: join(folder, 'labels.txt') });
  expect(fine.diagnostics.map(({ code }) => code)).toContain('PIP207');
});

it('leaves what the recipe says of nodes', async () => {
  const info = '  node_info: {"conv2": {"ON": "BPU", "OutputType": "int8"}, "sum": {"OutputType": "int16"}}\n';
  await writeFile(join(folder, 'recipe.yaml'), recipeOf(info));
  const { tuning, recipe } = await run();
  expect(tuning.groups.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['conv2']));
  expect(tuning.leftOut).toContainEqual({ tensor: 'c2', why: 'the recipe says int8 of "conv2"' });
  const text = await readFile(recipe, 'utf8');
  expect(text).toMatch(/"conv2": \{"ON": "BPU", "OutputType": "int8"\}/);
  expect(text).toMatch(/"sum": \{"OutputType": "int16"\}/);
});

it('says so where there is nothing to widen', async () => {
  const { tuning } = await run();
  const all = Object.assign({}, ...tuning.groups.map(({ nodeInfo }) => nodeInfo)) as object;
  await writeFile(join(folder, 'recipe.yaml'), recipeOf(`  node_info: ${JSON.stringify(all)}\n`));
  const { tuning: wide, diagnostics } = await run();
  expect(wide.groups).toEqual([]);
  expect(wide.points).toHaveLength(1);
  expect(diagnostics.map(({ code }) => code)).toContain('PIP205');
});

it('refuses what cannot be tuned', async () => {
  const recipe = async (from: string, to: string) =>
    writeFile(
      join(folder, 'recipe.yaml'),
      recipeOf('', (text) => text.replace(from, to)),
    );
  expect(await refusal({ samples: 13 })).toBe('PIP202');
  expect(await refusal({ samples: 3 })).toBe('PIP202');
  expect(await refusal({ targetCosine: 1.5 })).toBe('PIP203');
  expect(await refusal({ maxMs: 0 })).toBe('PIP203');
  expect(await refusal({ maxDrop: 1 })).toBe('PIP203');
  await writeFile(join(folder, 'others.txt'), 'a.jpg 1\n');
  expect(await refusal({ labels: join(folder, 'others.txt') })).toBe('PIP206');
  await recipe("'max'", "'skip'");
  expect(await refusal()).toBe('PIP201');
  await recipe("'bayes-e'", "'bernoulli2'");
  expect(await refusal()).toBe('PIP200');
});
