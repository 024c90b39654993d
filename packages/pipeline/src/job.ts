import 'reflect-metadata';
import { type DependencyContainer, container, instanceCachingFactory } from 'tsyringe';
import { CollectingSink, type Diagnostic } from '@openbpu/diagnostics';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { standardOps } from '@openbpu/ops';
import { LanePool, probeTypes } from '@openbpu/runtime';
import { marches } from './marches';
import { type JobEvents } from './events';
import { BACKENDS, EVENTS, IMPORTERS, LANES, OPS, SINK } from './tokens';

/** What a caller may decide of a job. */
export interface JobOptions {
  /** Worker threads; default one a processor. The number cannot change a result. */
  readonly threads?: number;
  /** Aborted: what is half-written is removed at once, and nothing is published. */
  readonly signal?: AbortSignal;
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
  useThreads(job, options.threads);
  job.register(BACKENDS, { useFactory: instanceCachingFactory(() => marches()) });
  job.register(IMPORTERS, {
    useFactory: instanceCachingFactory((job) => [
      new OnnxImporter({ probe: (fragment) => probeTypes(job.resolve(LANES).lane, fragment) }),
      new CaffeImporter(),
    ]),
  });
  return job;
}

/** How many worker threads the job has, one a processor when nobody says; to be said before the first of them works. */
export function useThreads(job: DependencyContainer, threads?: number): void {
  job.register(LANES, { useFactory: instanceCachingFactory(() => new LanePool(threads)) });
}

/** Ends the job's threads and its event stream. */
export async function endJob(job: DependencyContainer): Promise<void> {
  await job.resolve(LANES).close();
  job.resolve(EVENTS).end();
}
