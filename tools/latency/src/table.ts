import type { Comparison } from './comparison';
import type { CoreRow } from './core-rows';
import type { Prediction } from './predict';
import { MEASURES, type NamedScore } from './scores';

/** Rows of text in columns of equal width; the first to the left, the others to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  '),
    )
    .join('\n');
}

const figure = (value: number | undefined, digits: number) => (value === undefined ? '' : value.toFixed(digits));

/** `*` marks the rows that are left out of scores. */
export function predictionTable(predictions: readonly Prediction[]): string {
  const ratio = (row: Prediction, measure: keyof typeof MEASURES) => {
    const pair = MEASURES[measure](row);
    return pair ? (pair.predicted / pair.measured).toFixed(2) : '';
  };
  const head = [
    'network',
    'BPU ms',
    'CPU ms',
    'latency',
    'published',
    'ratio',
    'ms a frame',
    'published',
    'ratio',
    'DDR MB',
    'vendor',
    'vendor ms',
  ];
  return columns([
    head,
    ...predictions.map((row) => [
      `${row.network}${row.leftOut === undefined ? '' : ' *'}`,
      figure(row.bpuMs, 3),
      figure(row.cpuMs, 2),
      figure(row.predictedMs, 2),
      figure(row.latencyMs, 2),
      ratio(row, 'latency'),
      figure(1000 / row.predictedFps, 3),
      row.fps === undefined ? '' : figure(1000 / row.fps, 3),
      ratio(row, 'throughput'),
      figure(row.ddrBytes / 1e6, 1),
      row.staticDdrBytes === undefined ? '' : figure(row.staticDdrBytes / 1e6, 1),
      figure(row.staticMs, 2),
    ]),
  ]);
}

export function scoreTable(scores: readonly NamedScore[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return columns([
    ['measure', 'rows', 'mean error', 'worst', 'bias', 'Spearman'],
    ...scores.map(({ measure, rows, mape, worst, bias, spearman }) => [
      measure,
      String(rows),
      percent(mape),
      percent(worst),
      bias.toFixed(3),
      spearman.toFixed(3),
    ]),
  ]);
}

/** Milliseconds on one core and on several, and what of the latency is left. */
export function coreTable(rows: readonly CoreRow[]): string {
  const head = ['network', 'cores', 'one: BPU ms', 'latency', 'fps', 'several: BPU ms', 'latency', 'fps', 'ratio'];
  return columns([
    head,
    ...rows.map(({ network, cores, alone, shared, ratio }) => [
      network,
      String(cores),
      ...[alone, shared].flatMap(({ bpuMs, latencyMs, fps }) => [
        figure(bpuMs, 3),
        figure(latencyMs, 3),
        figure(fps, 1),
      ]),
      figure(ratio, 3),
    ]),
  ]);
}

/** Each figure as it is built and as it is exported. */
export function comparisonTable(rows: readonly Comparison[]): string {
  const pair = (a: number, b: number, digits = 0) =>
    a === b ? a.toFixed(digits) : `${a.toFixed(digits)} / ${b.toFixed(digits)}`;
  return columns([
    ['network', 'parameters', 'MACs', 'nodes', 'latency', 'ratio', 'operators that differ'],
    ...rows.map(({ network, built, exported, differences }) => [
      network,
      pair(built.parameters, exported.parameters),
      pair(built.macs, exported.macs),
      pair(nodesOf(built), nodesOf(exported)),
      pair(built.latencyMs, exported.latencyMs, 3),
      figure(built.latencyMs / exported.latencyMs, 3),
      differences.join(', '),
    ]),
  ]);
}

const nodesOf = ({ operators }: Comparison['built']) => Object.values(operators).reduce((sum, count) => sum + count, 0);
