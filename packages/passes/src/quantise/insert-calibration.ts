import type { Pass } from '@openbpu/core';
import { fail } from '@openbpu/diagnostics';
import { type Graph, type Node, type NodeId, type ValueId, topologicalOrder } from '@openbpu/ir';
import { Conv, HzCalibration, channelMaxima, foldScales } from '@openbpu/ops';
import { type Tensor, scaleOfThreshold, tensorType } from '@openbpu/tensor';
import { PASSES } from '../catalogue';
import { activationForms } from './activation-forms';
import { activationSteps } from './activation-steps';
import { calibratedActivations } from './calibrated-activations';
import { BIAS, correctedBias } from './corrected-bias';

/** What calibration settled: one threshold per activation, one per output channel of every weight. */
export interface Thresholds {
  readonly activations: ReadonlyMap<ValueId, number>;
  /** Activations whose channels (axis 1) have thresholds of their own; only where `activationForms` allows it. */
  readonly channels?: ReadonlyMap<ValueId, Float32Array>;
  /**
   * How far below 0 an activation reaches, or each of its channels, as a magnitude; used where `activationForms` has a
   * freedom of zeros.
   */
  readonly floors?: ReadonlyMap<ValueId, Float32Array>;
  /** By convolution: what is added to the bias of every output channel, because rounding takes it from their means. */
  readonly corrections?: ReadonlyMap<NodeId, Float32Array>;
  /** By constant: the axis of the channels and their thresholds. */
  readonly weights: ReadonlyMap<ValueId, { readonly axis: number; readonly thresholds: Float32Array }>;
  /** By constant: weights to stand in its place, of the same thresholds. Nobody but one BPU node reads the constant. */
  readonly roundedWeights?: ReadonlyMap<ValueId, Tensor>;
}

/** Suffix of the calibrated form of a tensor, and of the node that makes it. */
const CALIBRATED = '_calibrated';
export const CALIBRATION = '_HzCalibration';
/** Suffix of weights that stand in the place of others. */
const ROUNDED = '_rounded';

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
    const calibrate = (
      from: ValueId,
      to: ValueId,
      name: string,
      attrs: Parameters<typeof HzCalibration.parseAttrs>[0],
    ) => {
      values.set(to, { id: to, type: graph.value(name).type });
      added.push({
        id: free(`${name}${CALIBRATION}`),
        op: HzCalibration,
        attrs: HzCalibration.parseAttrs(attrs),
        inputs: [from],
        outputs: [to],
        origins: [],
      });
    };
    const addConstant = (id: string, constant: Tensor) => {
      values.set(id, { id, type: tensorType(constant.dtype, constant.shape), constant });
      return id;
    };
    const forms = activationForms(graph);
    const scalesOf = new Map<ValueId, readonly number[]>();
    for (const id of calibratedActivations(graph)) {
      const threshold = this.thresholds.activations.get(id);
      if (threshold === undefined) return fail(PASSES.noThreshold({ tensor: id }));
      const channels = this.thresholds.channels?.get(id);
      const own = channels ?? [threshold];
      const { scales, zeros } = activationSteps(own, this.thresholds.floors?.get(id), forms.get(id)?.zero);
      const attrs = {
        kind: 'activation',
        scales,
        thresholds: Array.from(own),
        zeros,
        ...(channels ? { axis: 1 } : {}),
      };
      if (channels) scalesOf.set(id, scales);
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
    for (const [id, rounded] of this.thresholds.roundedWeights ?? [])
      forBpu.set(id, addConstant(free(`${id}${ROUNDED}`), rounded));
    for (const [id, { axis, thresholds }] of this.thresholds.weights) {
      const after = free(`${id}${CALIBRATED}`);
      const [reader] = graph.consumers(id);
      const folded = scalesOf.get(reader.inputs[0]);
      const steps =
        folded && Conv.is(reader) && graph.value(id).type.shape[1] > 1
          ? foldedSteps(graph.value(id).constant!, folded, reader.attrs.group)
          : { axis, ...perChannel(thresholds) };
      calibrate(forBpu.get(id) ?? id, after, id, { kind: 'weight', ...steps });
      forBpu.set(id, after);
    }
    const nodes = graph.nodes.map((node) => {
      const seen = node.placement?.on === 'bpu' ? forBpu : forCpu;
      const inputs = node.inputs.map((id) => seen.get(id) ?? id);
      const correction = this.thresholds.corrections?.get(node.id);
      if (correction)
        inputs[BIAS] = addConstant(free(`${node.id}_bias_corrected`), correctedBias(graph, node, correction));
      return { ...node, inputs, outputs: node.outputs.map((id) => raw.get(id) ?? id) };
    });
    return graph.rewritten(this.name, {
      stage: 'calibrated',
      nodes: topologicalOrder([...nodes, ...added]),
      values,
    });
  }
}

function perChannel(thresholds: ArrayLike<number>): { thresholds: number[]; scales: number[] } {
  return {
    thresholds: Array.from(thresholds),
    scales: Array.from(thresholds, (threshold) => scaleOfThreshold(threshold)),
  };
}

/** The steps of weights that take in the scales of their input's channels. */
function foldedSteps(weights: Tensor, scales: readonly number[], group: number) {
  return {
    axis: 0,
    ...perChannel(channelMaxima(foldScales(weights, Float32Array.from(scales), group), 0)),
    columns: [...scales],
  };
}
