import { dirname, resolve } from 'node:path';
import { type Recipe, parseRecipe, writeRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { userName } from '@openbpu/ir';
import { keyOntoBpu } from '@openbpu/passes';
import type { ModelSource } from '@openbpu/plugin-api';
import { assumedRecipe } from './assumed-recipe';
import { JobEvents } from './events';
import { HEAD } from './head';
import { type JobOptions, createJob, endJob, modelJob } from './job';
import { type MakertbinResult, convertRecipe } from './makertbin';
import { expectNoRecipe, writeNewRecipe } from './recipe/new-recipe-file';

export interface FastPerfRequest extends JobOptions {
  readonly march: string;
  /** Files from the current folder. */
  readonly source: ModelSource;
  /** Where to leave the recipe that is assumed; it is written before anything is converted. */
  readonly saveRecipe?: string;
}

/** Stands on top of the recipe, saved or shown. */
const HEADING =
  'Assumed by hb_mapper makertbin --fast-perf, to judge speed by: thresholds come from noise,\n' +
  'so accuracy must not be judged. Give cal_data_dir and calibration_type: default for that.';

/**
 * A conversion without a recipe, to judge speed by. What it assumes is told as a recipe, and is one: `makertbin` makes
 * the same of it. Throws DiagnosticError.
 */
export async function fastPerf(request: FastPerfRequest, events = new JobEvents()): Promise<MakertbinResult> {
  const { saveRecipe, source } = request;
  const file = resolve(saveRecipe ?? 'fast-perf.yaml');
  if (saveRecipe !== undefined) expectNoRecipe(file, saveRecipe, '--save-recipe');
  const text = await recipeFor(request, dirname(file));
  if (saveRecipe !== undefined) writeNewRecipe(file, saveRecipe, text);
  events.log(`The recipe that is assumed:\n${text}`);
  return convertRecipe({ read: () => text, file, modelType: source.kind }, request, events);
}

/** The recipe for a model: it is looked at as `checker` looks at it, unheard. */
async function recipeFor(request: FastPerfRequest, recipeFolder: string): Promise<string> {
  const { march, source } = request;
  const { imported, optimized, backend } = await look(request);
  const inputs = imported.inputs.map((name) => ({ name, ...imported.value(name).type }));
  const text = (ask: readonly string[]) =>
    writeRecipe(assumedRecipe({ march, source, inputs, ask, recipeFolder }), { heading: HEADING });
  const left = optimized.nodes.filter(
    ({ op, placement }) => placement?.on === 'cpu' && backend.policy.quantise[op.name] === 'manual',
  );
  if (left.length === 0 || keyOntoBpu(backend.policy) === 'run_on_bpu') return text([]);
  const ask = left.map((node) => userName(node));
  const recipe = parseRecipe(text(ask), {
    file: '',
    modelType: source.kind,
    marches: [march],
    marchRules: () => backend.recipe,
    sink: new CollectingSink(),
  });
  const asked = await look(request, recipe);
  const there = new Set(asked.optimized.nodes.filter(({ placement }) => placement?.on === 'bpu').map(userName));
  return text(ask.filter((name) => there.has(name)));
}

/** The model as it is read and placed. */
async function look({ march, source, ...options }: FastPerfRequest, recipe?: Recipe) {
  const container = createJob(new JobEvents(), options);
  try {
    const job = { ...modelJob(container, march, source, options.skipPasses), ...(recipe ? { recipe } : {}) };
    return { ...(await HEAD.run(job, [], options.signal)), backend: job.backend };
  } finally {
    await endJob(container);
  }
}
