import type { Pass } from '@openbpu/core';
import { fail } from '@openbpu/diagnostics';
import { ABSENT, Graph, type GraphView, type Node, type ValueId, topologicalOrder } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { scaleOfThreshold } from '@openbpu/tensor';
import { PASSES } from '../catalogue';

/** What calibration settled: one threshold per activation, one per output channel of every weight. */
export interface Thresholds {
  readonly activations: ReadonlyMap<ValueId, number>;
  /** Activations whose channels (axis 1) have thresholds of their own; only such as `channelwiseActivations` gives. */
  readonly channels?: ReadonlyMap<ValueId, Float32Array>;
  /** By constant: the axis of the channels and their thresholds. */
  readonly weights: ReadonlyMap<ValueId, { readonly axis: number; readonly thresholds: Float32Array }>;
}

/** Suffix of the calibrated form of a tensor, and of the node that makes it. */
const CALIBRATED = '_calibrated';
export const CALIBRATION = '_HzCalibration';

/**
 * The activations that need a threshold: whatever a BPU node reads or writes, tails excepted. In topological order.
 */
export function calibratedActivations(graph: GraphView): ValueId[] {
  const ids = new Set<ValueId>();
  for (const node of graph.nodes) {
    if (node.placement?.on !== 'bpu') continue;
    for (const id of node.inputs) if (id !== '' && graph.value(id).constant === undefined) ids.add(id);
    if (node.placement.output !== 'int32') for (const id of node.outputs) ids.add(id);
  }
  return [...ids];
}

/**
 * The activations whose channels may have scales of their own: written by one BPU node that requantises channel by
 * channel, read only by BPU nodes that never sum over channels. In topological order.
 */
export function channelwiseActivations(graph: GraphView): ValueId[] {
  return calibratedActivations(graph).filter((id) => {
    const maker = graph.producer(id);
    if (maker?.placement?.on !== 'bpu' || maker.op.writesChannelScales?.(maker.attrs) !== true || graph.isOutput(id)) return false;
    return graph.consumers(id).every(({ op, attrs, inputs, placement }) => {
      const types = inputs.map((input) => (input === ABSENT ? undefined : graph.value(input).type));
      return placement?.on === 'bpu' && inputs.lastIndexOf(id) === 0 && op.readsChannelScales?.(types, attrs) === true;
    });
  });
}

/**
 * Before: `x` -> Conv(x, w) -> `y`
 * After: `x` -> HzCalibration -> `x_calibrated` -> Conv(…, HzCalibration(w)) -> …
 * Conditions: every activation a BPU node reads or writes, and every weight with thresholds. Readers on the CPU see
 * the calibrated tensor only when the BPU produced it. Outputs of the graph keep their names.
 */
export class InsertCalibration implements Pass<'optimized', 'calibrated'> {
  readonly name = 'insert-calibration';
  readonly summary = 'Writes the thresholds into the graph as HzCalibration nodes.';

  constructor(private readonly thresholds: Thresholds) {}

  run(graph: Graph<'optimized'>): Graph<'calibrated'> {
    const values = new Map(graph.values);
    const added: Node[] = [];
    const forBpu = new Map<ValueId, ValueId>();
    const forCpu = new Map<ValueId, ValueId>();
    const raw = new Map<ValueId, ValueId>();
    const free = (name: string) => {
      let id = name;
      for (let i = 1; values.has(id) || graph.node(id); i++) id = `${name}_${i}`;
      return id;
    };
    const calibrate = (from: ValueId, to: ValueId, name: string, attrs: Parameters<typeof HzCalibration.parseAttrs>[0]) => {
      values.set(to, { id: to, type: graph.value(name).type });
      added.push({ id: free(`${name}${CALIBRATION}`), op: HzCalibration, attrs: HzCalibration.parseAttrs(attrs), inputs: [from], outputs: [to], origins: [] });
    };
    for (const id of calibratedActivations(graph)) {
      const threshold = this.thresholds.activations.get(id);
      if (threshold === undefined) return fail(PASSES.noThreshold({ tensor: id }));
      const channels = this.thresholds.channels?.get(id);
      const attrs = channels ? { kind: 'activation', axis: 1, ...perChannel(channels) } : { kind: 'activation', ...perChannel([threshold]) };
      const fromBpu = graph.producer(id)?.placement?.on === 'bpu';
      if (fromBpu && graph.isOutput(id)) {
        const before = free(`${id}_raw`);
        values.set(before, { id: before, type: graph.value(id).type });
        raw.set(id, before);
        calibrate(before, id, id, attrs);
        continue;
      }
      const after = free(`${id}${CALIBRATED}`);
      calibrate(id, after, id, attrs);
      forBpu.set(id, after);
      if (fromBpu) forCpu.set(id, after);
    }
    for (const [id, { axis, thresholds }] of this.thresholds.weights) {
      const after = free(`${id}${CALIBRATED}`);
      calibrate(id, after, id, { kind: 'weight', axis, ...perChannel(thresholds) });
      forBpu.set(id, after);
    }
    const nodes = graph.nodes.map((node) => {
      const seen = node.placement?.on === 'bpu' ? forBpu : forCpu;
      return { ...node, inputs: node.inputs.map((id) => seen.get(id) ?? id), outputs: node.outputs.map((id) => raw.get(id) ?? id) };
    });
    return new Graph({ ...graph.parts(), stage: 'calibrated', nodes: topologicalOrder([...nodes, ...added]), values });
  }
}

function perChannel(thresholds: ArrayLike<number>): { thresholds: number[]; scales: number[] } {
  return { thresholds: Array.from(thresholds), scales: Array.from(thresholds, (threshold) => scaleOfThreshold(threshold)) };
}
