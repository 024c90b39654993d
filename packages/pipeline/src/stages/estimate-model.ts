import type { CompiledModel, Step } from '@openbpu/compiler';
import type { GraphView } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { type LayerRow, estimate } from '@openbpu/simulator';
import { cpuTime } from './cpu-time';

export interface EstimateOptions {
  /** Steps that are not there: nodes that were removed from the edge. */
  readonly without?: ReadonlySet<string>;
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
 * that of many inferences at once: whatever is busiest, the cores of the BPU or those of the CPU, is never idle.
 * Undefined for a model without BPU segments. It is told as assumed where the features are.
 */
export function estimateModel(
  { steps }: CompiledModel,
  graph: GraphView,
  features: MachineFeatures,
  { without = new Set(), perLayer = false, batch = 1, callLimitUs = 0 }: EstimateOptions = {},
): RecordPerformance | undefined {
  const kept = steps.filter(({ name }) => !without.has(name));
  const timed = kept.map((step) =>
    step.kind === 'bpu'
      ? { on: 'BPU' as const, name: step.name, cores: step.program.cores ?? 1, ...estimate(step.program, features) }
      : { on: 'CPU' as const, name: step.name, ...onCpu(step, graph, features) },
  );
  const onBpu = timed.filter((each) => each.on === 'BPU');
  if (onBpu.length === 0) return undefined;
  const sum = (of: (each: (typeof onBpu)[number]) => number) => onBpu.reduce((total, each) => total + of(each), 0);
  const bpuUs = sum((each) => each.latencyUs);
  const fixedUs = features.cpu.inferenceSeconds * 1e6;
  const latencyUs = timed.reduce((total, each) => total + each.latencyUs, 0) + fixedUs;
  const coreUs = sum((each) => each.cores * each.latencyUs);
  const busiestUs = Math.max(coreUs / features.cores, (latencyUs - bpuUs) / features.cpu.cores);
  const [ddrLoadBytes, ddrStoreBytes] = [sum((each) => each.ddrLoadBytes), sum((each) => each.ddrStoreBytes)];
  const cores = Math.max(...onBpu.map((each) => each.cores));
  const calls = onBpu.flatMap((each) => each.calls);
  return {
    ...(features.assumed ? { assumed: true } : {}),
    latencyUs,
    fps: (batch * 1e6) / busiestUs,
    ...(batch > 1 ? { batch } : {}),
    ...(cores > 1 ? { cores } : {}),
    calls: {
      count: calls.length,
      longestUs: (Math.max(0, ...calls.map(({ cycles }) => cycles)) / features.clockHz) * 1e6,
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

/** What only says how memory is read at the edge takes nothing. */
function onCpu(step: Exclude<Step, { kind: 'bpu' }>, graph: GraphView, features: MachineFeatures) {
  return step.kind === 'edge' && step.form.view ? { latencyUs: 0, macs: 0 } : cpuTime(step, graph, features);
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
