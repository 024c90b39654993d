import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { type DependencyContainer, container, instanceCachingFactory } from 'tsyringe';
import type { Recipe } from '@openbpu/config';
import { CustomOps } from '@openbpu/custom-op';
import { CollectingSink, type Diagnostic } from '@openbpu/diagnostics';
import type { Budget } from '@openbpu/guard';
import { standardOps } from '@openbpu/ops';
import type { ModelSource } from '@openbpu/plugin-api';
import { LanePool, probeTypes } from '@openbpu/runtime';
import { madeBy } from './cache/made-by';
import { StageCache } from './cache/stage-cache';
import { NO_STORE, type Store } from './cache/store';
import type { Effort } from './effort';
import { lazyImporter } from './lazy-importer';
import { marches } from './marches';
import { type JobEvents } from './events';
import { modelSource } from './model-source';
import { PassRecorder } from './pass-recorder';
import { selectBackend } from './select';
import type { ConversionJob, ModelJob } from './stages/jobs';
import { BACKENDS, CUSTOM_OPS, EVENTS, IMPORTERS, LANES, OPS, SINK } from './tokens';

/** What a caller may decide of a job. */
export interface JobOptions {
  /** Worker threads; default one a processor. The number cannot change a result. */
  readonly threads?: number;
  /** What the model may take while its constants are folded; see docs/limits.md. */
  readonly budget?: Budget;
  /** Aborted: what is half-written is removed at once, and nothing is published. */
  readonly signal?: AbortSignal;
  /** Passes to leave out, by name. */
  readonly skipPasses?: readonly string[];
  /** Whether stages may take what an earlier run in the same working folder found; so unless told. */
  readonly cache?: boolean;
  /** How far the search for thresholds of `calibration_type: default` goes; 1 unless told. */
  readonly effort?: Effort;
}

/** A sink that tells the event stream at once and keeps everything for the record. */
class TellingSink extends CollectingSink {
  constructor(private readonly events: JobEvents) {
    super();
  }

  override report(diagnostic: Diagnostic): void {
    super.report(diagnostic);
    this.events.diagnostic(diagnostic);
  }
}

/**
 * The composition root: one child container per job, everything made when first asked for. `dispose` it with `endJob`.
 */
export function createJob(events: JobEvents, options: JobOptions = {}): DependencyContainer {
  const job = container.createChildContainer();
  job.register(EVENTS, { useValue: events });
  job.register(SINK, { useFactory: instanceCachingFactory(() => new TellingSink(events)) });
  job.register(OPS, { useFactory: instanceCachingFactory(() => standardOps()) });
  job.register(CUSTOM_OPS, { useFactory: instanceCachingFactory(() => new CustomOps()) });
  useThreads(job, options.threads);
  job.register(BACKENDS, { useFactory: instanceCachingFactory(() => marches()) });
  job.register(IMPORTERS, {
    useFactory: instanceCachingFactory((job) => [
      lazyImporter('onnx', async () => {
        const { OnnxImporter } = await import('@openbpu/importer-onnx');
        return new OnnxImporter({
          probe: (fragment) => probeTypes(job.resolve(LANES).lane, fragment),
          ...(options.budget ? { budget: options.budget } : {}),
          customOps: job.resolve(CUSTOM_OPS),
        });
      }),
      lazyImporter('caffe', async () => {
        const { CaffeImporter, customLayer } = await import('@openbpu/importer-caffe');
        return new CaffeImporter([customLayer(job.resolve(CUSTOM_OPS))]);
      }),
    ]),
  });
  return job;
}

function useThreads(job: DependencyContainer, threads?: number): void {
  job.register(LANES, {
    useFactory: instanceCachingFactory((job) => new LanePool(threads, job.resolve(CUSTOM_OPS).modules)),
  });
}

/** Gives a job the operators of modules: before anything of it reads or runs a model. */
export function useCustomOps(job: DependencyContainer, ops: CustomOps): void {
  job.register(CUSTOM_OPS, { useValue: ops });
}

/**
 * What the container holds for a whole conversion. `threads` of the options go before the recipe's `jobs`; `store` is
 * what earlier runs left.
 */
export function conversionJob(
  container: DependencyContainer,
  recipe: Recipe,
  baseFolder: string,
  { threads, skipPasses, effort }: JobOptions = {},
  store: Store = NO_STORE,
): ConversionJob & RecordedJob {
  const { jobs } = recipe.compiler;
  if (threads === undefined && jobs !== undefined) useThreads(container, Math.min(jobs, availableParallelism()));
  const job = modelJob(container, recipe.model.march, modelSource(recipe, baseFolder), skipPasses);
  const events = container.resolve(EVENTS);
  const modules = job.customOps.modules.map(({ sha256 }) => sha256);
  return {
    ...job,
    recipe,
    baseFolder,
    lanes: container.resolve(LANES),
    cache: new StageCache(store, [madeBy(), modules], (stage) => events.reused(stage)),
    ...(effort === undefined ? {} : { effort }),
  };
}

/** Ends the job's threads and its event stream. */
export async function endJob(job: DependencyContainer): Promise<void> {
  await job.resolve(LANES).close();
  job.resolve(EVENTS).end();
}

/** A job of stages that only look at a model, with what counts its passes. */
export interface RecordedJob extends ModelJob {
  readonly recorder: PassRecorder;
}

/** What the container holds for the stages. Throws DiagnosticError for a march nobody carries. */
export function modelJob(
  container: DependencyContainer,
  march: string,
  source: ModelSource,
  skipPasses: readonly string[] = [],
): RecordedJob {
  const recorder = new PassRecorder();
  return {
    ops: container.resolve(OPS),
    sink: container.resolve(SINK),
    importers: container.resolve(IMPORTERS),
    backend: selectBackend(container.resolve(BACKENDS), march),
    source,
    customOps: container.resolve(CUSTOM_OPS),
    skipPasses,
    recorder,
    passInstruments: [recorder],
  };
}
