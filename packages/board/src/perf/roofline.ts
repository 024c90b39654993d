import type { MachineFeatures, Program } from '@openbpu/machine';
import { hasInt16 } from './changed-programs';
import type { PerfSubgraph, Roofline, RooflinePoint } from './perf-report';

/**
 * Work for each byte of main memory against what was attained of it a second. The time of a layer is what it adds to
 * the latency or what its busiest queue takes, whichever is longer: beside others it adds less than it takes.
 */
export function rooflineOf(
  subgraphs: readonly PerfSubgraph[],
  programs: Iterable<Program>,
  features: MachineFeatures,
): Roofline {
  const cores = subgraphs.reduce((most, subgraph) => Math.max(most, subgraph.cores), 1);
  const wide = [...programs].some(hasInt16);
  const roof = (name: 'int8' | 'int16') => {
    const { outputChannels, inputChannels, pixels } = features.macArray[name];
    return { name, macsPerSecond: cores * features.clockHz * outputChannels * inputChannels * pixels };
  };
  const shared = cores > 1 ? (features.shared?.ddrBytesPerCycle ?? Infinity) : Infinity;
  return {
    roofs: [roof('int8'), ...(wide ? [roof('int16')] : [])],
    bytesPerSecond: features.clockHz * Math.min(shared, cores * features.ddrBytesPerCycle),
    points: subgraphs.flatMap(pointsOf).filter(({ macsPerSecond }) => macsPerSecond > 0),
  };
}

function pointsOf({ layers, ...whole }: PerfSubgraph): readonly RooflinePoint[] {
  if (layers === undefined) return [point(whole, whole.name, whole.latencyUs)];
  return layers.map((layer) => {
    const busiest = Math.max(layer.tensorUs, layer.vectorUs, layer.transferUs) / whole.cores;
    return point(layer, whole.name, Math.max(layer.latencyUs, busiest));
  });
}

function point(
  {
    name,
    macs,
    ddrLoadBytes,
    ddrStoreBytes,
    binds,
  }: Pick<PerfSubgraph, 'name' | 'macs' | 'ddrLoadBytes' | 'ddrStoreBytes' | 'binds'>,
  subgraph: string,
  us: number,
): RooflinePoint {
  const bytes = ddrLoadBytes + ddrStoreBytes;
  return {
    name,
    subgraph,
    macsPerByte: bytes > 0 ? macs / bytes : null,
    macsPerSecond: us > 0 ? macs / (us / 1e6) : 0,
    binds,
  };
}
