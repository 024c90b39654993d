import { fail } from '@openbpu/diagnostics';
import { type MachineFeatures, type Program, cpuSeconds } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { type Estimate, type LayerRow, estimate } from '@openbpu/simulator';
import { BOARD } from '../catalogue';
import { rangeOf } from './range';
import { threadRows } from './thread-rows';

/** A segment of the BPU, as far as its time goes. */
export interface TimedSegment {
  readonly on: 'BPU';
  readonly name: string;
  readonly program: Program;
}

/** A node on the CPU, as far as its time goes. */
export interface TimedNode {
  readonly on: 'CPU';
  readonly name: string;
  /** Of what it reads and gives. */
  readonly bytes: number;
  readonly macs: number;
  /** Whether it only says how memory is read at the edge of the model, and takes no time. */
  readonly view: boolean;
}

export type TimedStep = TimedSegment | TimedNode;

export interface PredictOptions {
  /** Every layer of the BPU has a row of its own. */
  readonly perLayer?: boolean;
  /** Items of one inference: the rate counts them. */
  readonly batch?: number;
  /** Microseconds that the recipe allows a function-call. */
  readonly callLimitUs?: number;
}

/**
 * What one inference takes: BPU segments by the machine's clock, CPU nodes by the march's model of its CPU, one after
 * the other, and the fixed cost of an inference, which has the last row: the rows add up to the latency. The rate is
 * that of many inferences at once: whatever is busiest, the cores of the BPU or those of a crowded CPU, is never idle;
 * what few threads reach of it is in `threads`. Undefined for a model without BPU segments. It is told as assumed where
 * the features are.
 */
export function predict(
  steps: readonly TimedStep[],
  features: MachineFeatures,
  { perLayer = false, batch = 1, callLimitUs = 0 }: PredictOptions = {},
): RecordPerformance | undefined {
  const timed = steps.map((step) => timeOf(step, features));
  const onBpu = timed.filter((each) => each.on === 'BPU');
  if (onBpu.length === 0) return undefined;
  const sum = (of: (each: (typeof onBpu)[number]) => number) => onBpu.reduce((total, each) => total + of(each), 0);
  const bpuUs = sum((each) => each.latencyUs);
  const fixedUs = features.cpu.inferenceSeconds * 1e6;
  const latencyUs = timed.reduce((total, each) => total + each.latencyUs, 0) + fixedUs;
  const coreUs = sum((each) => each.cores * each.latencyUs);
  const { cpu } = features;
  const busiestUs = Math.max(coreUs / features.cores, ((latencyUs - bpuUs) * (cpu.crowded ?? 1)) / cpu.cores);
  const fps = (batch * 1e6) / busiestUs;
  const rows = timed.map((each) => rowTime(each, features));
  const [ddrLoadBytes, ddrStoreBytes] = [sum((each) => each.ddrLoadBytes), sum((each) => each.ddrStoreBytes)];
  const cores = onBpu.reduce((most, each) => Math.max(most, each.cores), 1);
  const calls = onBpu.flatMap((each) => each.calls);
  return {
    ...(features.assumed ? { assumed: true } : {}),
    protocol: cpu.protocol,
    latencyUs,
    fps,
    ...rangeOf({ latencyUs, fps }, features),
    threads: threadRows({ rows, inferenceUs: fixedUs, latencyUs }, features, batch),
    ...(batch > 1 ? { batch } : {}),
    ...(cores > 1 ? { cores } : {}),
    calls: {
      count: calls.length,
      longestUs: (calls.reduce((most, { cycles }) => Math.max(most, cycles), 0) / features.clockHz) * 1e6,
      ...(callLimitUs > 0 ? { limitUs: callLimitUs } : {}),
    },
    ddrBytes: ddrLoadBytes + ddrStoreBytes,
    ddrLoadBytes,
    ddrStoreBytes,
    utilisation: sum((each) => each.utilisation.macs * each.latencyUs) / bpuUs,
    segments: [
      ...timed.map((each) => ({
        name: each.name,
        on: each.on,
        latencyUs: each.latencyUs,
        ...(each.on === 'BPU' ? { ddrBytes: each.ddrLoadBytes + each.ddrStoreBytes } : {}),
        macs: each.macs,
      })),
      { name: 'every inference', on: 'CPU' as const, latencyUs: fixedUs, fixed: true },
    ],
    ...(perLayer
      ? { layers: onBpu.flatMap((each) => each.layers.map((layer) => layerTime(layer, each.name, features))) }
      : {}),
  };
}

export interface SegmentTime extends Estimate {
  readonly on: 'BPU';
  readonly name: string;
  readonly cores: number;
}

export interface NodeTime {
  readonly on: 'CPU';
  readonly name: string;
  readonly latencyUs: number;
  readonly macs: number;
}

/** What a row of a profile follows from. */
export interface RowTime {
  readonly on: 'BPU' | 'CPU';
  /** Of the one clock. */
  readonly latencyUs: number;
  /** Of the BPU that it takes at once; 0 on the CPU. */
  readonly cores: number;
  /** Microseconds of each function-call, between which the BPU may be preempted; none on the CPU. */
  readonly callsUs: readonly number[];
}

/** The time of a step as that of a row. */
export function rowTime(time: SegmentTime | NodeTime, { clockHz }: Pick<MachineFeatures, 'clockHz'>): RowTime {
  const { on, latencyUs } = time;
  if (time.on === 'CPU') return { on, latencyUs, cores: 0, callsUs: [] };
  return { on, latencyUs, cores: time.cores, callsUs: time.calls.map(({ cycles }) => (cycles / clockHz) * 1e6) };
}

/** What a step takes, by itself. Throws DiagnosticError (BRD) for a segment of cores that the march does not join. */
export function timeOf(step: TimedStep, features: MachineFeatures): SegmentTime | NodeTime {
  const { name } = step;
  if (step.on === 'CPU') return { on: step.on, name, latencyUs: nodeUs(step, features), macs: step.macs };
  const { cores = 1 } = step.program;
  if (cores > 1 && (!features.shared || cores > features.cores))
    fail(BOARD.otherCores({ segment: name, cores, march: features.march }, { name }));
  return { on: step.on, name, cores, ...estimate(step.program, features) };
}

/** Microseconds of one node on the CPU, by its bytes and multiply-accumulates: the one clock of the CPU. */
export function nodeUs(
  { bytes, macs, view = false }: Pick<TimedNode, 'bytes' | 'macs'> & Partial<Pick<TimedNode, 'view'>>,
  { cpu }: Pick<MachineFeatures, 'cpu'>,
): number {
  return view ? 0 : cpuSeconds({ bytes, macs }, cpu) * 1e6;
}

function layerTime(
  { name, cycles, busy, ddrLoadBytes, ddrStoreBytes, macs }: LayerRow,
  segment: string,
  { clockHz }: MachineFeatures,
) {
  const microseconds = (count: number) => (count / clockHz) * 1e6;
  return {
    name,
    segment,
    latencyUs: microseconds(cycles),
    computeUs: microseconds(busy.tensor + busy.vector),
    transferUs: microseconds(busy.dma),
    ddrBytes: ddrLoadBytes + ddrStoreBytes,
    macs,
  };
}
