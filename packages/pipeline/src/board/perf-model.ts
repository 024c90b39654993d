import {
  MOST_THREADS,
  type Profile,
  averageMs,
  modelRows,
  profileLog,
  profileOf,
  profileTable,
  progressLine,
  rangeOf,
  rateOf,
  resultLines,
  runModel,
} from '@openbpu/board';
import { predictionLines } from '@openbpu/report';
import { PIPELINE } from '../catalogue';
import type { JobEvents } from '../events';
import { writeTogether } from '../files/write-together';
import { featuresOf } from './features-of';
import { chosenModel, openModels } from './open-models';

export interface PerfRequest {
  /** A `.bin`, packed or not, or several with commas between. */
  readonly models: string;
  readonly name?: string;
  readonly coreId: number;
  readonly threads: number;
  /** Unless `minutes` is more than 0. */
  readonly frames: number;
  /** Of the model's time. */
  readonly minutes: number;
  /** Folder for `profiler.log` and `profiler.csv`; none is written if absent. */
  readonly profile?: string;
  /** Ends the work, and nothing is written. */
  readonly signal?: AbortSignal;
}

export interface PerfResult extends Profile {
  readonly march: string;
  /** Whether no board's published latency stands behind the clock of the march. */
  readonly assumed: boolean;
  /** What it is a prediction of, as words that end "predicted is …". */
  readonly protocol: string;
  /** Between which figures 80 % of what is published lies; absent where nothing is, or runs on the BPU. */
  readonly range?: { readonly FPS: readonly [number, number]; readonly average_latency: readonly [number, number] };
  /** The same in words. */
  readonly notes: readonly string[];
  /** Of the BPU that did something. */
  readonly core_number: number;
  /** Milliseconds of all frames together, each from its start to its end. */
  readonly total_latency: number;
  /** What the program prints of it. */
  readonly lines: readonly string[];
  readonly files: readonly string[];
}

/** Frames between two lines of progress, and how many lines there are at most. */
const EVERY = 200;
const KEEP = 10;

/**
 * What frames of a model take in several threads, by the clock of its march: nothing is executed. Throws
 * DiagnosticError for what the user can mend; then nothing is written.
 */
export async function perfModel(request: PerfRequest, events: JobEvents): Promise<PerfResult> {
  const { models, name, coreId, frames, minutes, profile: folder } = request;
  const threads = Math.min(MOST_THREADS, request.threads);
  if (threads < request.threads)
    events.diagnostic(PIPELINE.threadsClamped({ given: request.threads, most: MOST_THREADS }, { name: 'thread_num' }));
  const { model, file } = chosenModel(await openModels(models), models, name);
  const features = featuresOf(model.header, file);
  const rows = modelRows(model, features);
  const run = runModel(rows, features, {
    threads,
    coreId,
    until: minutes > 0 ? { ns: BigInt(minutes) * 60_000_000_000n } : { frames },
    every: EVERY,
    keep: KEEP,
  });
  if (coreId > 0 && rows.rows.some(({ cores }) => cores > 1))
    events.diagnostic(PIPELINE.coreIdle({ coreId, model: model.name }, { name: 'core_id' }));
  if (run.carriedOn) events.diagnostic(PIPELINE.carriedOn({ frames: run.frames }));
  const figures = { latencyUs: averageMs(run) * 1000, fps: rateOf(run) };
  const onBpu = rows.rows.some(({ on }) => on === 'BPU');
  const { range } = onBpu ? rangeOf(figures, features) : {};
  const { protocol } = features.cpu;
  const profile = profileOf(rows, run, { coreId, threads, model: model.name });
  return {
    ...profile,
    march: features.march,
    assumed: features.assumed === true,
    protocol,
    ...(range ? { range: { FPS: range.fps, average_latency: inMs(range.latencyUs) } } : {}),
    notes: predictionLines({ ...figures, protocol, ...(range ? { range } : {}) }, onBpu),
    core_number: run.bpuCores.length,
    total_latency: Number(run.latencyNs) / 1e6,
    lines: [...(run.after.length > 0 ? run.after : [run]).map(progressLine), '', ...resultLines(run, threads)],
    files: folder === undefined ? [] : await writeProfile(folder, profile, request.signal),
  };
}

function inMs([low, high]: readonly [number, number]): readonly [number, number] {
  return [low / 1000, high / 1000];
}

function writeProfile(folder: string, profile: Profile, signal?: AbortSignal): Promise<string[]> {
  return writeTogether(folder, signal, async (files) => {
    await files.write('profile', 'profiler.log', profileLog(profile));
    await files.write('profile', 'profiler.csv', profileTable(profile));
    return ['profiler.log', 'profiler.csv'];
  });
}
