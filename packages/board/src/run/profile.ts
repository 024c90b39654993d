import type { Rows } from '../perf/rows';
import type { FrameStatistics } from './tally';
import type { ModelRun } from './run-model';

/** Milliseconds over the frames of a run. */
export interface TimeRange {
  readonly avg_time: number;
  readonly max_time: number;
  readonly min_time: number;
}

type Ranges = Readonly<Record<string, TimeRange>>;

/** What a profile tells of a run, with the keys of the board's own; milliseconds. */
export interface Profile {
  readonly perf_result: { readonly FPS: number; readonly average_latency: number };
  readonly running_condition: {
    readonly core_id: number;
    readonly frame_count: number;
    readonly model_name: string;
    readonly run_time: number;
    readonly thread_num: number;
  };
  readonly chip_latency: { readonly BPU_inference_time_cost: TimeRange; readonly CPU_inference_time_cost: TimeRange };
  /** By row. */
  readonly model_latency: Ranges;
  readonly task_latency: {
    /** The constant of an inference, a part of `TaskRunningTime`; the board's own profiles have no line for it. */
    readonly InferenceConstant: TimeRange;
    readonly TaskPendingTime: TimeRange;
    readonly TaskRunningTime: TimeRange;
  };
}

/** How a run was asked for. */
export interface RunningCondition {
  readonly coreId: number;
  readonly threads: number;
  readonly model: string;
}

/**
 * The profile of a run. The BPU's cost is the sum of the BPU's rows, the CPU's that of all others, `TaskRunningTime`
 * both and the constant of an inference, and with `TaskPendingTime`, the wait for cores, it is the average latency.
 */
export function profileOf({ rows }: Rows, run: ModelRun, { coreId, threads, model }: RunningCondition): Profile {
  const { work, frames, ns } = run;
  const cost = (on: 'BPU' | 'CPU') => work.rowNs.reduce((sum, rowNs, i) => (rows[i].on === on ? sum + rowNs : sum), 0);
  const byName = rows.map(({ name }, i) => [name, always(work.rowNs[i])] as const);
  return {
    perf_result: { FPS: rateOf(run), average_latency: averageMs(run) },
    running_condition: {
      core_id: coreId,
      frame_count: frames,
      model_name: model,
      run_time: Number(ns) / 1e6,
      thread_num: threads,
    },
    chip_latency: { BPU_inference_time_cost: always(cost('BPU')), CPU_inference_time_cost: always(cost('CPU')) },
    model_latency: Object.fromEntries(byName.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    task_latency: {
      InferenceConstant: always(work.inferenceNs),
      TaskPendingTime: {
        avg_time: Number(run.pendingNs) / frames / 1e6,
        max_time: run.mostPendingNs / 1e6,
        min_time: run.leastPendingNs / 1e6,
      },
      TaskRunningTime: always(work.totalNs),
    },
  };
}

/** Frames a second. */
export function rateOf({ frames, ns }: Pick<FrameStatistics, 'frames' | 'ns'>): number {
  return (frames * 1e9) / Number(ns);
}

/** Milliseconds of a frame on the average. */
export function averageMs({ frames, latencyNs }: Pick<FrameStatistics, 'frames' | 'latencyNs'>): number {
  return Number(latencyNs) / frames / 1e6;
}

/** What takes the same time in every frame. */
function always(ns: number): TimeRange {
  const ms = ns / 1e6;
  return { avg_time: ms, max_time: ms, min_time: ms };
}

/** The text of `profiler.log`: two JSON documents with a line `***` between. */
export function profileLog({ perf_result, running_condition, ...costs }: Profile): string {
  const text = (document: object) => JSON.stringify(document, null, 2);
  return `${text({ perf_result, running_condition })}\n***\n${text(costs)}\n`;
}

/** The text of `profiler.csv`: a line for every range of the profile, milliseconds. */
export function profileTable({ chip_latency, model_latency, task_latency }: Profile): string {
  const parts: Readonly<Record<string, Ranges>> = { chip_latency, model_latency, task_latency };
  const lines = Object.entries(parts).flatMap(([part, ranges]) =>
    Object.entries(ranges).map(([name, { avg_time, max_time, min_time }]) =>
      [part, quoted(name), avg_time, max_time, min_time].join(','),
    ),
  );
  return `${['part,name,avg_time,max_time,min_time', ...lines].join('\n')}\n`;
}

/** A field of a line: in quotes where it has what parts fields or lines. */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
