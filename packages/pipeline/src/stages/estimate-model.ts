import type { CompiledModel } from '@openbpu/compiler';
import type { MachineFeatures } from '@openbpu/machine';
import type { RecordPerformance } from '@openbpu/record';
import { type LayerRow, estimate } from '@openbpu/simulator';

/**
 * What the machine's clock says of one inference: the BPU segments one after the other. CPU nodes are not in it.
 * Undefined for a model without BPU segments. With `perLayer` every layer has a row of its own.
 */
export function estimateModel({ steps }: CompiledModel, features: MachineFeatures, perLayer = false): RecordPerformance | undefined {
  const timed = steps.flatMap((step) => (step.kind === 'bpu' ? [{ name: step.name, ...estimate(step.program, features) }] : []));
  if (timed.length === 0) return undefined;
  const sum = (of: (each: (typeof timed)[number]) => number) => timed.reduce((total, each) => total + of(each), 0);
  const latencyUs = sum((each) => each.latencyUs);
  const [ddrLoadBytes, ddrStoreBytes] = [sum((each) => each.ddrLoadBytes), sum((each) => each.ddrStoreBytes)];
  return {
    latencyUs,
    fps: latencyUs === 0 ? 0 : 1e6 / latencyUs,
    ddrBytes: ddrLoadBytes + ddrStoreBytes,
    ddrLoadBytes,
    ddrStoreBytes,
    utilisation: latencyUs === 0 ? 0 : sum((each) => each.utilisation.macs * each.latencyUs) / latencyUs,
    segments: timed.map((each) => ({ name: each.name, on: 'BPU', latencyUs: each.latencyUs, ddrBytes: each.ddrLoadBytes + each.ddrStoreBytes, macs: each.macs })),
    ...(perLayer ? { layers: timed.flatMap((each) => each.layers.map((layer) => layerTime(layer, each.name, features))) } : {}),
  };
}

function layerTime({ name, cycles, busy, ddrLoadBytes, ddrStoreBytes, macs }: LayerRow, segment: string, { clockHz }: MachineFeatures) {
  const microseconds = (count: number) => (count / clockHz) * 1e6;
  return { name, segment, latencyUs: microseconds(cycles), computeUs: microseconds(busy.tensor + busy.vector), transferUs: microseconds(busy.dma), ddrBytes: ddrLoadBytes + ddrStoreBytes, macs };
}
