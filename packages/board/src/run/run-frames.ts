import { Board, type BoardCores, type BoardThread } from './board';
import { Marks } from './marks';
import { type FrameStatistics, Tally } from './tally';

export interface RunRequest extends BoardCores {
  /** All of them begin at once. */
  readonly threads: readonly BoardThread[];
  /** Frames of all threads together, or until when a thread begins another one. */
  readonly until: { readonly frames: number } | { readonly ns: bigint };
  /** How often, in frames, the statistics so far are kept, and how many times at most. */
  readonly every?: number;
  readonly keep?: number;
  /** After how many events without a repetition the run is carried on as it went. */
  readonly patience?: number;
}

export interface FrameRun extends FrameStatistics {
  /** After each `every` frames. */
  readonly after: readonly FrameStatistics[];
  /** Cores of the BPU that did something. */
  readonly bpuCores: readonly number[];
  /** Whether it never repeated itself, and its later part is as the part before it on the average. */
  readonly carriedOn: boolean;
}

/** Enough for every board that is there; a second or two. */
const PATIENCE = 2_000_000;

/**
 * Runs frames on a board, event by event: the same request gives the same run. It repeats itself sooner or later, for
 * its times are whole and the threads are few: from there on it is multiplied and not run, so hours of it take no
 * longer than a second, and its totals are exact.
 */
export function runFrames({
  threads,
  until,
  every = 200,
  keep = 0,
  patience = PATIENCE,
  ...cores
}: RunRequest): FrameRun {
  const tally = new Tally();
  const after: FrameStatistics[] = [];
  const board = new Board(threads, cores, (latencyNs, pendingNs) => {
    tally.add(latencyNs, pendingNs, board.ns);
    if (tally.frames % every === 0 && after.length < keep) after.push(tally.statistics);
  });
  const more = () => ('frames' in until ? board.started < until.frames : board.ns < until.ns);
  const moment = (): Moment => ({ tally: tally.statistics, started: board.started, ns: board.ns });
  let marks: Marks<Moment> | undefined = new Marks<Moment>();
  let carriedOn = false;
  for (let events = 0, done = 0; board.step(more); events++) {
    const early = after.length < keep && events <= patience;
    if (!marks || tally.frames === done || early || !more()) continue;
    done = tally.frames;
    const same = marks.seen(board.state(), moment);
    const since = same ?? (events > patience ? marks.longAgo : undefined);
    const { started, ns } = moment();
    if (!since || since.started === started) continue;
    const times =
      'frames' in until
        ? BigInt(until.frames - started) / BigInt(started - since.started)
        : (until.ns - ns - 1n) / (ns - since.ns);
    board.skip(Number(times) * (started - since.started), times * (ns - since.ns));
    tally.repeat(since.tally, times);
    carriedOn = !same && times > 0n;
    marks = undefined;
  }
  return { ...tally.statistics, after, bpuCores: board.used(), carriedOn };
}

interface Moment {
  readonly tally: FrameStatistics;
  readonly started: number;
  readonly ns: bigint;
}
