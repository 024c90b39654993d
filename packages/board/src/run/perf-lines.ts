import { averageMs, rateOf } from './profile';
import type { FrameStatistics } from './tally';
import type { ModelRun } from './run-model';

/** What is told after every so many frames. */
export function progressLine(statistics: FrameStatistics): string {
  const { frames, mostNs, leastNs } = statistics;
  return (
    `Frame count: ${frames},  Thread Average: ${fixed(averageMs(statistics))} ms,  ` +
    `thread max latency: ${fixed(mostNs / 1e6)} ms,  thread min latency: ${fixed(leastNs / 1e6)} ms,  ` +
    `FPS: ${fixed(rateOf(statistics))}`
  );
}

/** What is told at the end. */
export function resultLines(run: ModelRun, threads: number): readonly string[] {
  return [
    'Running condition:',
    `  Thread number is: ${threads}`,
    `  Frame count   is: ${run.frames}`,
    `  core number is: ${run.bpuCores.length}`,
    `  Program run time: ${milliseconds(run.ns)} ms`,
    'Perf result:',
    `  Frame totally latency is: ${milliseconds(run.latencyNs)} ms`,
    `  Average    latency    is: ${fixed(averageMs(run))} ms`,
    `  Frame      rate       is: ${fixed(rateOf(run))} FPS`,
  ];
}

function fixed(value: number): string {
  return value.toFixed(6);
}

/** Nanoseconds as milliseconds, every one of them. */
function milliseconds(ns: bigint): string {
  return `${ns / 1_000_000n}.${String(ns % 1_000_000n).padStart(6, '0')}`;
}
