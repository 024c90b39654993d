import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Offer, type TuneGroup, type Tuning, paretoFront } from '@openbpu/analysis';
import { type Recipe, parseRecipe, writtenNodeInfo } from '@openbpu/config';
import { CollectingSink, type Diagnostic, fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { tuneText } from '@openbpu/report';
import type { DependencyContainer } from 'tsyringe';
import { FolderStore, NO_STORE } from '../cache/store';
import { PIPELINE } from '../catalogue';
import { loadCustomOps, modulesOf } from '../custom/load-custom-ops';
import { JobEvents } from '../events';
import { conversionJob, createJob, endJob, useCustomOps } from '../job';
import { CACHE_FOLDER } from '../makertbin';
import { imagesOf } from '../resolve-inputs';
import { type Progress, StageList } from '../stage-list';
import { DRESS } from '../stages/dress';
import { IMPORT } from '../stages/import';
import type { ConversionJob } from '../stages/jobs';
import { OPTIMISE } from '../stages/optimise';
import { SAMPLE } from '../stages/sample';
import { BACKENDS, SINK } from '../tokens';
import { asksAccuracy, choosePoint, meets } from './choose-point';
import { confirm } from './confirm';
import { splitSamples } from './held-back';
import { heldBackClasses } from './held-back-classes';
import { ladder } from './ladder';
import { offersOf } from './offers';
import { type BenchParts, TuneBench, type Work } from './tune-bench';
import { writeTuneFiles } from './tune-files';
import { type TuneRequest, goalOf } from './tune-request';
import { smallOnly } from './tune-store';
import { goalWords, pointWords } from './tune-words';
import { type WideGroup, wideGroups, withInfos } from './wide-groups';

/** What a tuning found, where it lies, and what it took. */
export interface TuneResult {
  readonly tuning: Tuning;
  readonly diagnostics: readonly Diagnostic[];
  /** Where the files lie. */
  readonly folder: string;
  /** The recipe of the chosen point. */
  readonly recipe: string;
  /** How often something was found out in this run, and how often an earlier one had. */
  readonly work: Readonly<Work>;
}

const FRONT = StageList.empty().add(IMPORT).add(DRESS);

/**
 * Buys accuracy with milliseconds: finds the tensors that are worth 16 bits, measures points on samples that
 * calibration does not see, and writes the recipe of the best. Files appear together at the end, or none. Throws
 * DiagnosticError for what the user can mend.
 */
export async function tune(request: TuneRequest, events = new JobEvents()): Promise<TuneResult> {
  const goal = goalOf(request);
  const { config, modelType, signal, saveDir } = request;
  const container = createJob(events, request);
  const sink = container.resolve(SINK);
  let store = NO_STORE;
  try {
    const text = new TextDecoder().decode(readUserFile(config, FILE_KINDS.recipe));
    const recipe = tunableRecipe(text, request, container);
    const baseFolder = dirname(resolve(config));
    useCustomOps(container, await loadCustomOps(modulesOf(recipe, baseFolder)));
    const workingDir = resolve(baseFolder, recipe.model.workingDir);
    if (request.cache !== false) store = new FolderStore(join(workingDir, CACHE_FOLDER));
    const keep = async () => {
      if (store !== NO_STORE) mkdirSync(workingDir, { recursive: true });
      await store.flush();
    };
    const job = conversionJob(container, recipe, baseFolder, request, smallOnly(store));
    const progress: Progress = (what, done, total) => {
      signal?.throwIfAborted();
      events.progress(what, done, total);
    };
    const parts = await events.stage('import', () => partsOf(job, request, progress));
    const bench = new TuneBench(parts, keep);
    const { known, samples, optimized, classes } = parts;
    const { groups, leftOut } = wideGroups(optimized, { ...job, images: imagesOf(known.inputs) });
    bench.know(groups);
    events.log(
      `${groups.length} groups of tensors can become int16; ${samples.heldBack.length} of ` +
        `${samples.heldBack.length + samples.calibration.length} samples are held back from calibration.`,
    );
    const began = performance.now();
    const { points, offers } = await events.stage('measure', () =>
      ladder({
        goal,
        groups: groups.map(({ name }) => name),
        offers: (base) => offersOf(bench, groups, base, progress),
        measure: (some) => {
          signal?.throwIfAborted();
          return bench.measure(some);
        },
        onPoint: (point, place, more) => {
          const left = ((performance.now() - began) / 1000 / (place + 1)) * more;
          events.log(`Point ${place}: ${pointWords(point)}${more > 0 ? `; about ${Math.ceil(left)} s left` : ''}.`);
        },
      }),
    );
    const { point, reached, rule } = choosePoint(points, goal);
    const done = asksAccuracy(goal) && meets(goal, points[0]);
    if (offers.length === 0 && !done && point.groups.length === 0)
      sink.report(PIPELINE.nothingToWiden({ tensors: groups.length }, { name: config }));
    if (!reached)
      sink.report(PIPELINE.goalNotReached({ goal: goalWords(goal), best: pointWords(point) }, { name: config }));
    const taken = groups.filter(({ name }) => point.groups.includes(name));
    const tunedJob = conversionJob(container, withInfos(recipe, taken), baseFolder, request, store);
    const conversion = await events.stage('confirm', () => confirm(tunedJob, progress, signal));
    const tuning: Tuning = {
      model: recipe.model.prefix,
      march: job.backend.march,
      samples: {
        calibration: samples.calibration.length,
        heldBack: samples.heldBack.length,
        ...(classes ? { labelled: classes.filter((label) => label >= 0).length } : {}),
      },
      goal,
      reached,
      rule,
      points,
      front: paretoFront(points).map((each) => points.indexOf(each)),
      chosen: points.indexOf(point),
      groups: groups.map((group) => toldGroup(group, offers)),
      leftOut,
      conversion,
    };
    const folder = saveDir === undefined ? join(workingDir, 'tune') : resolve(saveDir);
    const files = { folder, text, recipe, baseFolder, tuning, groups: taken };
    const tuned = await writeTuneFiles(files, signal);
    events.log(tuneText(tuning));
    events.log(`The page of all points lies in ${join(folder, 'tune.html')}`);
    events.log(`Next: hb_mapper makertbin --config ${tuned} --model-type ${modelType}`);
    return { tuning, diagnostics: sink.diagnostics, folder, recipe: tuned, work: bench.work };
  } finally {
    await store.flush();
    await endJob(container);
  }
}

/** The recipe, of which something can be tuned. Throws DiagnosticError for one without samples, and without int16. */
function tunableRecipe(text: string, { config, modelType }: TuneRequest, container: DependencyContainer): Recipe {
  const backends = container.resolve(BACKENDS);
  const backendOf = (march: string) => backends.find((backend) => backend.march === march);
  const recipe = parseRecipe(text, {
    file: config,
    modelType,
    marches: backends.map(({ march }) => march),
    marchRules: (march) => backendOf(march)?.recipe,
    sink: container.resolve(SINK),
  });
  const { calibration, model } = recipe;
  const { type } = calibration;
  if (Object.keys(backendOf(model.march)?.policy.int16 ?? {}).length === 0)
    fail(PIPELINE.noInt16({ march: model.march }, { name: 'march', file: config }));
  if (type === 'skip' || type === 'load')
    fail(PIPELINE.nothingHeldBack({ type }, { name: 'calibration_type', file: config }));
  return recipe;
}

/** Everything that points are measured on. */
async function partsOf(job: ConversionJob, request: TuneRequest, progress: Progress): Promise<BenchParts> {
  const known = await FRONT.run(job, [], request.signal);
  const { optimized } = await OPTIMISE.run(known, job, progress);
  const { samples: all } = await SAMPLE.run({ ...known, optimized }, job, progress);
  const samples = splitSamples(all, request.samples);
  const { labels } = request;
  const classes =
    labels === undefined ? undefined : heldBackClasses(samples.heldBack, optimized, { ...request, labels }, job.sink);
  // What points have to say the conversion of the tuned recipe says too.
  const quiet = { ...job, sink: new CollectingSink() };
  return { job: quiet, known, optimized, samples, progress, ...(classes ? { classes } : {}) };
}

function toldGroup({ name, tensors, infos }: WideGroup, offers: readonly Offer[]): TuneGroup {
  const nodeInfo = Object.fromEntries(Object.entries(infos).map(([node, info]) => [node, writtenNodeInfo(info)]));
  const offer = offers.find(({ group }) => group === name);
  return { name, tensors, nodeInfo, ...(offer ? { worth: offer.worth, ms: offer.ms } : {}) };
}
