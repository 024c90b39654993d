import type { ArtifactHeader, ArtifactStep } from '@openbpu/artifact';
import type { MachineFeatures } from '@openbpu/machine';
import type { LayerRow } from '@openbpu/simulator';
import { bindsLayer, bindsSubgraph } from './binding';
import type { PerfLayer, PerfSubgraph, PerfTensor } from './perf-report';
import type { SegmentTime } from './predict';
import type { TimedRow } from './timed-rows';

/** What is told of a subgraph of the BPU; its layers where they are asked for. */
export function perfSubgraph(
  { name: row, step, startUs }: Pick<TimedRow, 'name' | 'step' | 'startUs'>,
  time: SegmentTime,
  { tensors }: Pick<ArtifactHeader, 'tensors'>,
  features: MachineFeatures,
  layers: boolean,
): PerfSubgraph {
  const us = (cycles: number) => (cycles / features.clockHz) * 1e6;
  const tensor = (name: string): PerfTensor => ({ name, dtype: tensors[name].dtype, shape: tensors[name].shape });
  return {
    name: step.name,
    row,
    startUs,
    macs: time.macs,
    ddrLoadBytes: time.ddrLoadBytes,
    ddrStoreBytes: time.ddrStoreBytes,
    latencyUs: time.latencyUs,
    cores: time.cores,
    calls: time.calls.map(({ name, start, cycles }) => ({ name, startUs: us(start), latencyUs: us(cycles) })),
    dispatchUs: us(time.calls.length * time.cores * features.dispatchCycles),
    utilisation: time.utilisation,
    binds: bindsSubgraph(time, features),
    nodes: nodesOf(step),
    inputs: step.inputs.map(tensor),
    outputs: step.outputs.map(tensor),
    ...(layers ? { layers: time.layers.map((layer) => perfLayer(layer, us)) } : {}),
  };
}

/** The nodes of a segment, as far as its step names them. */
export function nodesOf({ attrs }: Pick<ArtifactStep, 'attrs'>): readonly string[] {
  return Array.isArray(attrs?.nodes) ? attrs.nodes.filter((node): node is string => typeof node === 'string') : [];
}

function perfLayer(layer: LayerRow, us: (cycles: number) => number): PerfLayer {
  const { name, macs, start, end, cycles, busy, ddrLoadBytes, ddrStoreBytes } = layer;
  return {
    name,
    macs,
    startUs: us(start),
    endUs: us(end),
    latencyUs: us(cycles),
    computeUs: us(busy.tensor + busy.vector),
    tensorUs: us(busy.tensor),
    vectorUs: us(busy.vector),
    transferUs: us(busy.dma),
    ddrLoadBytes,
    ddrStoreBytes,
    binds: bindsLayer(layer),
  };
}
