import type { Recipe } from '@openbpu/config';
import type { RunRecord } from '@openbpu/record';
import type { DependencyContainer } from 'tsyringe';
import type { Store } from './cache/store';
import { PERF_PAGE, staticPage } from './board/static-page';
import { type HandoffPlace, expectToLearn, handOff } from './handoff/handoff';
import { handoffLines } from './handoff/handoff-text';
import { telling, writing } from './instruments';
import { type JobOptions, conversionJob } from './job';
import { nodeRows } from './node-rows';
import { portableRecipe } from './portable-recipe';
import { RIVER } from './river';
import { recordOf } from './run-record';
import { withProof } from './stages/prove';
import type { WriteAside } from './stages/write-aside';
import { EVENTS } from './tokens';

/** Where a conversion finds and leaves its files. */
export interface ConvertPlace {
  /** Relative paths of the recipe start here. */
  readonly baseFolder: string;
  readonly files: WriteAside;
  /** Where stages find what earlier runs left; nowhere unless told. */
  readonly store?: Store;
  /** Where what was learned goes for another toolchain; nowhere unless told. */
  readonly handoff?: HandoffPlace;
}

/**
 * From a checked recipe to the five model files (written aside) and the record of the run. Throws DiagnosticError for
 * whatever the user can mend.
 */
export async function convert(
  container: DependencyContainer,
  recipe: Recipe,
  { baseFolder, files, store, handoff }: ConvertPlace,
  options: JobOptions = {},
): Promise<RunRecord> {
  const events = container.resolve(EVENTS);
  const job = conversionJob(container, recipe, baseFolder, options, store);
  if (handoff) expectToLearn(job);
  const found = await RIVER.run(job, [telling(events), writing(files, recipe.model, events)], options.signal);
  const { bin, optimized, proof, thresholds, methods, calibration, verification, faces, performance } = found;
  const handed =
    handoff &&
    (await events.stage('handoff', () =>
      handOff(found, job, handoff, (what, done, total) => events.progress(what, done, total)),
    ));
  if (handed) for (const line of handoffLines(handed)) events.log(line);
  const { prefix } = recipe.model;
  await files.write('performance', `${prefix}${PERF_PAGE}`, await staticPage(bin, job.backend.features, performance));
  return {
    ...recordOf('makertbin', job, optimized, [baseFolder]),
    recipe: portableRecipe(recipe, baseFolder),
    prefix,
    nodes: withProof(nodeRows(optimized), optimized, proof, thresholds.activations, methods),
    outputs: proof.outputs,
    calibration,
    proof: { samples: proof.samples, nodeSamples: 1 },
    verification,
    interface: faces,
    ...(performance ? { performance } : {}),
    artifacts: files.records,
    ...(handed ? { handoff: handed.handoff } : {}),
  };
}
