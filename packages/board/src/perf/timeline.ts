import { type MachineFeatures, QUEUES } from '@openbpu/machine';
import type { Timeline, TimelineSpan } from './perf-report';
import type { TimedRow } from './timed-rows';

export interface TimelineOptions {
  /** Whether spans say whose work they are. */
  readonly layers: boolean;
  /** The most spans; neighbours are put together where there are more. */
  readonly most: number;
}

const CPU = 0;
const CALLS = 1;
const FIRST_QUEUE = 2;
const LABELS = { dma: 'DMA', tensor: 'tensor', vector: 'vector' } as const;

/**
 * What every queue does in an inference: a lane for the CPU, one for function-calls, and one for each queue of each
 * core. The constant of an inference is a span of the CPU at the end.
 */
export function timelineOf(
  rows: readonly TimedRow[],
  features: MachineFeatures,
  { layers, most }: TimelineOptions,
): Timeline {
  const us = (cycles: number) => (cycles / features.clockHz) * 1e6;
  const cores = rows.reduce((count, { time }) => Math.max(count, time.on === 'BPU' ? time.cores : 0), 0);
  const lanes = [
    'CPU',
    ...(cores > 0 ? ['function-calls'] : []),
    ...Array.from({ length: cores }, (_, core) =>
      QUEUES.map((queue) => (cores > 1 ? `${LABELS[queue]} of core ${core}` : LABELS[queue])),
    ).flat(),
  ];
  const byLane = lanes.map((): TimelineSpan[] => []);
  const add = (span: TimelineSpan) => byLane[span.lane].push(span);
  let endUs = 0;
  for (const { name, time, startUs } of rows) {
    endUs = startUs + time.latencyUs;
    if (time.on === 'CPU') {
      if (time.latencyUs > 0) add({ lane: CPU, name, startUs, durationUs: time.latencyUs });
      continue;
    }
    for (const call of time.calls)
      add({ lane: CALLS, name: call.name, startUs: startUs + us(call.start), durationUs: us(call.cycles) });
    for (const { kind, core, queue, start, cycles, layer } of time.instructions)
      add({
        lane: FIRST_QUEUE + core * QUEUES.length + QUEUES.indexOf(queue),
        name: kind,
        ...(layers && layer !== undefined ? { layer } : {}),
        startUs: startUs + us(start),
        durationUs: us(cycles),
      });
  }
  const inferenceUs = features.cpu.inferenceSeconds * 1e6;
  add({ lane: CPU, name: 'every inference', startUs: endUs, durationUs: inferenceUs });
  endUs += inferenceUs;
  return { lanes, endUs, spans: thinned(byLane, endUs, most) };
}

/** At most `most` spans: where there are more, those of a lane that begin in one step of time are one. */
function thinned(byLane: readonly (readonly TimelineSpan[])[], endUs: number, most: number): readonly TimelineSpan[] {
  const count = byLane.reduce((sum, { length }) => sum + length, 0);
  if (count <= most) return byLane.flat();
  const steps = Math.max(1, Math.floor(most / byLane.length));
  const stepOf = ({ startUs }: TimelineSpan) => Math.min(steps - 1, Math.floor((startUs / endUs) * steps));
  return byLane.flatMap((spans) => {
    const kept: TimelineSpan[] = [];
    let at = -1;
    for (const span of spans) {
      const step = stepOf(span);
      const last = kept.at(-1);
      if (last && step === at) kept[kept.length - 1] = joined(last, span);
      else kept.push(span);
      at = step;
    }
    return kept;
  });
}

function joined(first: TimelineSpan, next: TimelineSpan): TimelineSpan {
  const end = Math.max(first.startUs + first.durationUs, next.startUs + next.durationUs);
  return { ...first, durationUs: end - first.startUs, more: (first.more ?? 0) + 1 };
}
