import type { Timeline } from './perf-report';

/** An event of the Trace Event Format: `X` is a span, times in microseconds; `M` names a process or a thread. */
export type TraceEvent =
  | {
      readonly ph: 'X';
      readonly name: string;
      readonly cat: string;
      readonly ts: number;
      readonly dur: number;
      readonly pid: number;
      readonly tid: number;
      readonly args: Readonly<Record<string, string | number>>;
    }
  | {
      readonly ph: 'M';
      readonly name: 'process_name' | 'thread_name' | 'thread_sort_index';
      readonly pid: number;
      readonly tid: number;
      readonly args: Readonly<Record<string, string | number>>;
    };

/** The object form of the Trace Event Format, as Perfetto and chrome://tracing open it. */
export interface ChromeTrace {
  readonly displayTimeUnit: 'ms';
  readonly traceEvents: readonly TraceEvent[];
}

const PID = 1;

/**
 * A timeline as a trace: the model is the process, its lanes are threads. Spans begin and end at whole nanoseconds,
 * which viewers count in: one that ends where another begins must not seem to end later, or the other is not shown.
 */
export function chromeTrace(model: string, { lanes, spans }: Timeline): ChromeTrace {
  const named = (name: 'process_name' | 'thread_name', tid: number, label: string): TraceEvent => ({
    ph: 'M',
    name,
    pid: PID,
    tid,
    args: { name: label },
  });
  return {
    displayTimeUnit: 'ms',
    traceEvents: [
      named('process_name', 0, model),
      ...lanes.flatMap((lane, i): TraceEvent[] => [
        named('thread_name', i + 1, lane),
        { ph: 'M', name: 'thread_sort_index', pid: PID, tid: i + 1, args: { sort_index: i } },
      ]),
      ...spans.map(({ lane, name, layer, startUs, durationUs, more }): TraceEvent => ({
        ph: 'X',
        name: layer ?? name,
        cat: lanes[lane],
        ts: nanoseconds(startUs) / 1000,
        dur: (nanoseconds(startUs + durationUs) - nanoseconds(startUs)) / 1000,
        pid: PID,
        tid: lane + 1,
        args: { ...(layer === undefined ? {} : { instruction: name }), ...(more === undefined ? {} : { more }) },
      })),
    ],
  };
}

/** The nearest whole one. */
function nanoseconds(us: number): number {
  return Math.round(us * 1000);
}
