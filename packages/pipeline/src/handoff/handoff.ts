import { handoffRecipe, parseRecipe } from '@openbpu/config';
import { CollectingSink, fail } from '@openbpu/diagnostics';
import type { Graph } from '@openbpu/ir';
import { writeOnnx } from '@openbpu/onnx';
import {
  type Equalised,
  JUDGED_SAMPLES,
  Search,
  type SearchTools,
  channelJoints,
  equalisedGraph,
  rescale,
} from '@openbpu/quant';
import type { RecordHandoff } from '@openbpu/record';
import { loadSample } from '@openbpu/runtime';
import { bytesOf } from '@openbpu/tensor';
import { PIPELINE } from '../catalogue';
import { USUAL_EFFORT } from '../effort';
import { JobEvents } from '../events';
import { conversionJob, createJob, endJob, useCustomOps } from '../job';
import { marches } from '../marches';
import { RIVER } from '../river';
import { type Calibrated, type Placed, searchTools } from '../stages/calibrate';
import type { Dressed } from '../stages/dress';
import type { Imported } from '../stages/import';
import type { ConversionJob } from '../stages/jobs';
import { type OutputJudge, outputJudge } from '../stages/output-judge';
import { type Quantised, quantised } from '../stages/quantise';
import type { Sampled } from '../stages/sample';
import type { WriteAside } from '../stages/write-aside';
import type { Progress } from '../stage-list';
import { bareModel, floatModel, hasConvolutionsOf } from './float-model';
import { type HandedOff, handoffPage } from './handoff-text';
import { learn } from './learn';
import { recipeChanges, sampleFolder } from './recipe-changes';

type Found = Imported & Dressed & Sampled & Calibrated & Placed & Pick<Quantised, 'quantized'>;

/** Where a handoff goes, and the text of the recipe that the conversion was asked with. */
export interface HandoffPlace {
  readonly folder: string;
  readonly files: WriteAside;
  readonly recipeText: string;
}

/** Refuses recipes of which there is nothing to hand over: nothing was learned. */
export function expectToLearn({ recipe }: Pick<ConversionJob, 'recipe'>): void {
  const { type } = recipe.calibration;
  if (type === 'load' || type === 'skip') fail(PIPELINE.nothingLearned({ type }, { name: 'calibration_type' }));
}

/**
 * Writes what a conversion learned as a float model, a recipe and samples for the reference toolchain, aside, into
 * `files`, and converts that again to say how much of it comes through. Throws DiagnosticError for what cannot be
 * written.
 */
export async function handOff(
  found: Found,
  job: ConversionJob,
  { folder, files, recipeText }: HandoffPlace,
  progress: Progress,
): Promise<HandedOff> {
  const { recipe, baseFolder, backend } = job;
  const { inputs, placed, samples, calibration } = found;
  const judge = outputJudge({ ...found, optimized: placed }, job.lanes, (done, total) =>
    progress('judge', done, total),
  );
  const bare = await bareModel(found, job);
  const { prefix } = recipe.model;
  const names = {
    model: `${prefix}_handoff.onnx`,
    recipe: `${prefix}_handoff.yaml`,
    quantised: `${prefix}_handoff_quantized_model.onnx`,
  };
  await writeSamples(found, files, progress);
  const toolsOf = (optimized: Graph<'optimized'>) => {
    const { heard: _, ...tools } = searchTools({ ...found, optimized }, job, progress, judge);
    return tools;
  };
  const equalised = await equalisedFor(bare, placed, toolsOf);
  const lesson = await learn(
    [{ base: placed }, ...(equalised ? [{ base: equalised.graph, factors: equalised.factors }] : [])],
    toolsOf,
    (job.effort ?? USUAL_EFFORT) >= 3 && recipe.calibration.type === 'default',
  );
  const { base, factors, method, cosine, thresholds } = lesson;
  const { graph, bytes, ...counts } = floatModel(factors ? rescale(bare, factors) : bare, base, lesson);
  const changes = recipeChanges({ recipe, baseFolder, folder, inputs, graph, model: names.model, method });
  const text = handoffRecipe(recipeText, changes);
  await files.write('handoff', names.model, bytes);
  await files.write('handoff', names.quantised, writeOnnx(quantised(lesson.graph, thresholds, inputs).quantized));
  await files.write('handoff', names.recipe, text);
  const handoff: RecordHandoff = {
    method,
    ...counts,
    equalised: factors && equalised ? equalised.joints.reduce((sum, { moved }) => sum + moved, 0) : 0,
    samples: Math.min(JUDGED_SAMPLES, samples.length),
    learned: numberOrNull(cosine),
    converted: numberOrNull(await convertedAgain(text, names.recipe, job, files, judge)),
    files: files.records.filter(({ kind }) => kind === 'handoff'),
  };
  const own = { method: calibration.method, cosine: numberOrNull(await judge(found.quantized)) };
  const handed = { handoff, own, ...names, folder, march: backend.march };
  await files.write('page', `${prefix}_handoff.md`, handoffPage(handed));
  return handed;
}

/** The placed model with scales of channels moved, where the bare one has every convolution around them. */
async function equalisedFor(
  bare: Graph<'optimized'>,
  placed: Graph<'optimized'>,
  toolsOf: (graph: Graph<'optimized'>) => SearchTools,
): Promise<Equalised | undefined> {
  const tensors = new Set(channelJoints(placed).joints.flatMap((joint) => joint.tensors));
  if (!hasConvolutionsOf(bare, placed, tensors)) return undefined;
  return equalisedGraph(placed, new Search(placed, toolsOf(placed)));
}

/** The samples as the recipe says of them, before what it does to them: `handoff_data/<input>/<i>.bin`. */
async function writeSamples(
  { samples, inputs }: Pick<Found, 'samples' | 'inputs'>,
  files: Pick<WriteAside, 'writeData'>,
  progress: Progress,
): Promise<void> {
  const digits = String(samples.length - 1).length;
  const folders = new Map(inputs.map((input) => [input.name, sampleFolder(input)]));
  for (const [i, sample] of samples.entries()) {
    const asGiven = sample.inputs.map((input) =>
      input.kind === 'file' ? { ...input, feed: { kind: 'none' as const } } : input,
    );
    for (const { name, data } of await loadSample({ inputs: asGiven }))
      await files.writeData(`${folders.get(name)}/${String(i).padStart(digits, '0')}.bin`, bytesOf(data));
    progress('samples', i + 1, samples.length);
  }
}

/** Converts what was written aside as anybody would, and judges what comes of it by the model as it was given. */
async function convertedAgain(
  text: string,
  file: string,
  { backend, customOps, lanes }: ConversionJob,
  files: WriteAside,
  judge: OutputJudge,
): Promise<number> {
  const container = createJob(new JobEvents(), { threads: lanes.size });
  try {
    useCustomOps(container, customOps);
    const recipe = parseRecipe(text, {
      file,
      modelType: 'onnx',
      marches: marches().map(({ march }) => march),
      marchRules: () => backend.recipe,
      sink: new CollectingSink(),
    });
    const { quantized } = await RIVER.until('quantise').run(conversionJob(container, recipe, files.aside));
    return await judge(quantized);
  } finally {
    await endJob(container);
  }
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
