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

/** What stands for 0 in an activation that is never negative. */
export const LOWEST = -128;

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
  return between(graph, ({ op, attrs }) => op.writesChannelScales?.(attrs) === true, ({ op, attrs, inputs }) => {
    const types = inputs.map((input) => (input === ABSENT ? undefined : graph.value(input).type));
    return op.readsChannelScales?.(types, attrs) === true;
  });
}

/**
 * The activations in which −128 stands for 0, so that all of int8 serves what is never negative: written and read by BPU
 * nodes only, whose biases hold the shift and take it off. In topological order.
 */
export function zeroActivations(graph: GraphView): ValueId[] {
  return between(graph, ({ op, attrs }) => op.writesZero?.(attrs) === true, ({ op, attrs }) => op.readsZero?.(attrs) === true);
}

/** The activations that a BPU node writes, and that only BPU nodes read, as their first input. */
function between(graph: GraphView, writes: (node: Node) => boolean, reads: (node: Node) => boolean): ValueId[] {
  return calibratedActivations(graph).filter((id) => {
    const maker = graph.producer(id);
    return maker?.placement?.on === 'bpu' && writes(maker) && !graph.isOutput(id)
      && graph.consumers(id).every((node) => node.placement?.on === 'bpu' && node.inputs.lastIndexOf(id) === 0 && reads(node));
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
    const zeros = new Set(zeroActivations(graph));
    for (const id of calibratedActivations(graph)) {
      const threshold = this.thresholds.activations.get(id);
      if (threshold === undefined) return fail(PASSES.noThreshold({ tensor: id }));
      const channels = this.thresholds.channels?.get(id);
      const zero = zeros.has(id) ? { zero: LOWEST } : {};
      const dtype = zeros.has(id) ? 'uint8' : 'int8';
      const attrs = channels ? { kind: 'activation', axis: 1, ...perChannel(channels, dtype), ...zero } : { kind: 'activation', ...perChannel([threshold], dtype), ...zero };
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

function perChannel(thresholds: ArrayLike<number>, dtype: 'int8' | 'uint8' = 'int8'): { thresholds: number[]; scales: number[] } {
  return { thresholds: Array.from(thresholds), scales: Array.from(thresholds, (threshold) => scaleOfThreshold(threshold, dtype)) };
}
