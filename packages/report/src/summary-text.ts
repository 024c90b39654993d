import type { RunRecord } from '@openbpu/record';
import { callsText } from './calls-text';
import { byteSize, cosineText, counted, duration, metric, percent } from './figures';
import { macShare } from './mac-share';
import { betweenText, protocolText, rateText, withBetween } from './prediction-words';
import { untimedNodes } from './run-words';
import { verdict } from './verdict';

/** The closing text of a run for the console: verdict, share of the BPU, calibration, files. No newline at the end. */
export function summaryText(record: RunRecord): string {
  return [verdict(record).line, ...bpu(record), ...speed(record), ...calibration(record), ...files(record)].join('\n');
}

function bpu({ nodes }: RunRecord): string[] {
  if (nodes.length === 0) return [];
  const { bpu: onBpu, total, share } = macShare(nodes);
  const placed = `${nodes.filter(({ on }) => on === 'BPU').length} of ${nodes.length} nodes`;
  return [
    share === undefined
      ? `BPU: ${placed}`
      : `BPU: ${percent(share)} of MACs (${metric(onBpu)} of ${metric(total)}), ${placed}`,
  ];
}

/** What an inference takes by the clock of the machine, and its function-calls where the recipe bounds them. */
function speed(record: RunRecord): string[] {
  const { performance } = record;
  if (performance === undefined) return [];
  const { latencyUs, fps, range, protocol, assumed, batch, cores, oneCore, calls } = performance;
  const told = [
    [
      duration(latencyUs),
      ...(batch === undefined ? [] : [`for a batch of ${batch}`]),
      ...(cores ? [`on ${cores} cores`] : []),
    ].join(' '),
    ...(range ? [betweenText(range.latencyUs, duration)] : []),
    ...(cores && oneCore ? [`${duration(oneCore.latencyUs)} on one`] : []),
    `up to ${withBetween(fps, range?.fps, rateText)}`,
    assumed ? 'assumed' : 'predicted',
  ];
  const latency = `latency${untimedNodes(record) > 0 ? ' of the BPU' : ''}: ${told.join(', ')}`;
  return [
    latency,
    ...(protocol === undefined ? [] : [protocolText(protocol, range !== undefined)]),
    ...(calls?.limitUs === undefined ? [] : [`function-calls: ${callsText(calls)}`]),
  ];
}

function calibration({ calibration: chosen }: RunRecord): string[] {
  if (chosen === undefined) return [];
  const { noise, loaded, method, candidates, samples, tuned = [] } = chosen;
  if (loaded) return ['calibration: none, the model states its thresholds'];
  if (noise) return ['calibration: none, thresholds come from noise'];
  const chosenLine = `calibration: ${method} on ${counted(samples, 'sample')}`;
  if (candidates.length < 2) return [chosenLine];
  const width = Math.max(...candidates.map((candidate) => candidate.method.length));
  const isTuned = tuned.some(({ kept }) => kept);
  const best = `the best of ${candidates.length}${isTuned ? ', tuned and chosen on more samples than these,' : ''}`;
  return [
    `${chosenLine}, ${best} by the cosine of the outputs:`,
    ...candidates.map((candidate) => `  ${candidate.method.padEnd(width)}  ${cosineText(candidate.cosine)}`),
  ];
}

function files({ artifacts }: RunRecord): string[] {
  if (artifacts.length === 0) return [];
  const width = Math.max(...artifacts.map(({ file }) => file.length));
  return ['files:', ...artifacts.map(({ file, bytes }) => `  ${file.padEnd(width)}  ${byteSize(bytes).padStart(8)}`)];
}
