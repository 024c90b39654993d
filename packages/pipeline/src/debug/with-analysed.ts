import { basename, dirname, resolve } from 'node:path';
import { ANALYSIS, type Analysed, CalibratedModel, type Samples } from '@openbpu/analysis';
import { fail } from '@openbpu/diagnostics';
import type { Graph, OpSet } from '@openbpu/ir';
import { type ModelProto, decodeModel, externalDataLoader, readStage, stageOf, withExternalData } from '@openbpu/onnx';
import type { Tensor } from '@openbpu/tensor';
import type { DependencyContainer } from 'tsyringe';
import { readCustomOps } from '../custom/custom-metadata';
import { loadCustomOps } from '../custom/load-custom-ops';
import { requireModules, requireOperators } from '../custom/require-modules';
import type { JobEvents } from '../events';
import { type JobOptions, createJob, endJob, useCustomOps } from '../job';
import { readOnnx } from '../run/open-model';
import { CUSTOM_OPS, LANES, OPS } from '../tokens';
import { calibrationSamples } from './calibration-samples';

/** What every analysis is made on. */
export interface DebugRequest extends Pick<JobOptions, 'threads'> {
  /** Aborted: nothing more is run. */
  readonly signal?: AbortSignal;
  /** The calibrated model of a conversion: its file, or its bytes. */
  readonly model: string | Uint8Array;
  /** The folder `calibration_data` of the same conversion, or samples: by input, in the order of the samples. */
  readonly data: string | readonly ReadonlyMap<string, Tensor>[];
  /** Modules of custom operators, from the current folder; none if absent. */
  readonly customOps?: readonly string[];
}

/** What bytes are called in messages. */
const BYTES = 'the model';

/**
 * Opens a calibrated model and its samples, makes a job for them, and ends it behind `use`. Throws DiagnosticError for
 * a model of another stage, and for samples that do not fit.
 */
export async function withAnalysed<T>(
  { model: given, data, customOps = [], signal, ...options }: DebugRequest,
  events: JobEvents,
  use: (analysed: Analysed, job: DependencyContainer) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const job = createJob(events, options);
  try {
    const ops = await loadCustomOps(customOps);
    useCustomOps(job, ops);
    const file = typeof given === 'string' ? given : BYTES;
    const proto = typeof given === 'string' ? readModel(given) : decodeModel(given);
    requireModules(file, readCustomOps(metadataOf(proto)), job.resolve(CUSTOM_OPS));
    const model = new CalibratedModel(calibratedGraph(proto, file, job.resolve(OPS)));
    requireOperators(file, proto, ops);
    const samples = typeof data === 'string' ? calibrationSamples(data, model.graph) : samplesOf(data);
    return await use({ model, samples, lanes: job.resolve(LANES) }, job);
  } finally {
    await endJob(job);
  }
}

function readModel(file: string): ModelProto {
  return withExternalData(readOnnx(file).model, externalDataLoader(dirname(resolve(file))));
}

/** The graph of a calibrated model. Fails with ANA001 for a model of another stage, and for anybody else's. */
function calibratedGraph(proto: ModelProto, file: string, ops: OpSet): Graph<'calibrated'> {
  const stage = stageOf(proto);
  if (stage !== 'calibrated') fail(ANALYSIS.noCalibrations({ stage }, { name: basename(file), file }));
  return readStage(proto, ops).at('calibrated');
}

function samplesOf(data: readonly ReadonlyMap<string, Tensor>[]): Samples {
  return { count: data.length, feeds: (index) => Promise.resolve(data[index]) };
}

function metadataOf({ metadataProps }: ModelProto): Record<string, string> {
  return Object.fromEntries(metadataProps.map(({ key, value }) => [key, value]));
}
