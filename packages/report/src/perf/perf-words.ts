import type { PerfReport } from '@openbpu/board';
import { NONE, grouped } from '../figures';

/** Milliseconds to the microsecond, as the reports of the board have them; a zero is 0. */
export function ms(us: number): string {
  return String(Number((us / 1000).toFixed(6)));
}

const MEGA = 1e6;

/** Longer names lose their middle. */
export const MOST_NAME = 160;

/** Bytes in MB. */
export function inMegabytes(bytes: number): string {
  return (bytes / MEGA).toFixed(6);
}

/** The same with the bytes themselves behind it. */
export function megabytes(bytes: number): string {
  return `${inMegabytes(bytes)} (${grouped(bytes)} bytes)`;
}

/** Operations of so many multiply-accumulates: a multiplication and an addition each. */
export function operations(macs: number): number {
  return 2 * macs;
}

/** A part of a whole in per cent. */
export function share(part: number, whole: number): string {
  return whole > 0 ? `${((part / whole) * 100).toFixed(1)} %` : NONE;
}

/** What the guide has `hb_perf` say where layers have no figures. */
export const WARNINGS = [
  "bpu model don't have per-layer perf info.",
  'if you need per-layer perf info please enable[compiler_parameters.debug:True] when use makertbin.',
] as const;

/** The metrics of a model under the names of the guide. They are of the BPU alone. */
export function summaryMetrics({
  model,
  bpuUs,
  ddrLoadBytes,
  ddrStoreBytes,
}: PerfReport): readonly (readonly [string, string])[] {
  return [
    ['Model Name', model],
    ['Model Latency(ms)', ms(bpuUs)],
    ['Total DDR (loaded+stored) bytes per frame(MB per frame)', megabytes(ddrLoadBytes + ddrStoreBytes)],
    ['Loaded Bytes per Frame', grouped(ddrLoadBytes)],
    ['Stored Bytes per Frame', grouped(ddrStoreBytes)],
  ];
}

/** The names of what is told of a subgraph. */
export const SUBGRAPH_METRICS = [
  'Model Subgraph Name',
  'Model Subgraph Calculation Load (OPpf)',
  'Model Subgraph DDR Occupation(Mbpf)',
  'Model Subgraph Latency(ms)',
] as const;
