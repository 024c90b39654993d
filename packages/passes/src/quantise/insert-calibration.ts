import type { Pass } from '@openbpu/core';
import { fail } from '@openbpu/diagnostics';
import { type Graph, GraphDraft, type Node, type NodeId, type ValueId } from '@openbpu/ir';
import { Conv, channelMaxima, foldScales } from '@openbpu/ops';
import { type Tensor, scaleOfThreshold } from '@openbpu/tensor';
import { PASSES } from '../catalogue';
import { type MaskedSum, magnitudeOf, saturatedMask, saturatingSums } from '../place/masked-sums';
import { activationForms, activationSteps, activationType, calibratedActivations } from './activations';
import { CalibrationPlan } from './calibration-plan';
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
  readonly floors?: ReadonlyMap<ValueId, ArrayLike<number>>;
  /** By convolution: what is added to the bias of every output channel, because rounding takes it from their means. */
  readonly corrections?: ReadonlyMap<NodeId, Float32Array>;
  /** By constant: the axis of the channels and their thresholds. */
  readonly weights: ReadonlyMap<ValueId, { readonly axis: number; readonly thresholds: Float32Array }>;
  /** By constant: weights to stand in its place, of the same thresholds. Nobody but one BPU node reads the constant. */
  readonly roundedWeights?: ReadonlyMap<ValueId, Tensor>;
}

/**
 * Before: `x` -> Conv(x, w) -> `y`
 * After: `x` -> HzCalibration -> `x_calibrated` -> Conv(…, HzCalibration(w)) -> …
 * Conditions: every activation a BPU node reads or writes, and every weight with thresholds. Readers on the CPU see
 * the calibrated tensor only when the BPU produced it. Outputs of the graph keep their names. Of a mask that goes into
 * a sum on the BPU nothing stays that is lower than it takes to saturate the sum (`saturatingSums`).
 */
export class InsertCalibration implements Pass<'optimized', 'calibrated'> {
  readonly name = 'insert-calibration';
  readonly summary = 'Writes the thresholds into the graph as HzCalibration nodes.';

  constructor(private readonly thresholds: Thresholds) {}

  run(graph: Graph<'optimized'>): Graph<'calibrated'> {
    const draft = GraphDraft.of(graph, 'calibrated');
    const plan = new CalibrationPlan(graph, draft);
    const channelScales = this.planActivations(graph, plan);
    this.planWeights(graph, plan, channelScales);
    const masked = new Map(saturatingSums(graph).map((sum) => [sum.node.id, sum]));
    for (const node of graph.nodes) {
      const { inputs, ...between } = plan.between(node);
      const correction = this.thresholds.corrections?.get(node.id);
      const sum = masked.get(node.id);
      if (correction) draft.keep({ ...between, inputs: withBias(draft, graph, node, inputs, correction) });
      else draft.keep({ ...between, inputs: sum ? this.withMask(draft, graph, sum, inputs) : inputs });
    }
    plan.write();
    return draft.build(graph);
  }

  /** The inputs of a masked sum with a mask of what saturates it at most. */
  private withMask(
    draft: GraphDraft<'calibrated'>,
    graph: Graph<'optimized'>,
    sum: MaskedSum,
    inputs: readonly ValueId[],
  ): ValueId[] {
    const { node, side, x } = sum;
    const [read, given] = [x, node.outputs[0]].map((id) => this.thresholdOf(id));
    const magnitude = magnitudeOf(read, activationType(graph, x));
    const mask = saturatedMask(graph.value(node.inputs[side]).constant!, sum, magnitude, given);
    const changed = [...inputs];
    changed[side] = draft.constant(`${node.id}_mask`, mask);
    return changed;
  }

  private thresholdOf(id: ValueId): number {
    return this.thresholds.activations.get(id) ?? fail(PASSES.noThreshold({ tensor: id }));
  }

  /** Plans every activation the BPU reads or writes; gives the scales of those whose channels have their own. */
  private planActivations(graph: Graph<'optimized'>, plan: CalibrationPlan): Map<ValueId, readonly number[]> {
    const forms = activationForms(graph);
    const channelScales = new Map<ValueId, readonly number[]>();
    for (const id of calibratedActivations(graph)) {
      const threshold = this.thresholdOf(id);
      const channels = this.thresholds.channels?.get(id);
      const own = channels ?? [threshold];
      const type = activationType(graph, id);
      const { scales, zeros } = activationSteps(own, this.thresholds.floors?.get(id), forms.get(id)?.zero, type);
      const axis = channels ? { axis: 1 } : {};
      const dtype = type === 'int16' ? { dtype: type } : {};
      plan.activation(id, { kind: 'activation', scales, thresholds: Array.from(own), zeros, ...axis, ...dtype });
      if (channels) channelScales.set(id, scales);
    }
    return channelScales;
  }

  /** Plans every weight; that of a convolution takes in the scales of the channels it reads. */
  private planWeights(
    graph: Graph<'optimized'>,
    plan: CalibrationPlan,
    channelScales: ReadonlyMap<ValueId, readonly number[]>,
  ): void {
    for (const [id, rounded] of this.thresholds.roundedWeights ?? []) plan.replaceWeights(id, rounded);
    for (const [id, { axis, thresholds }] of this.thresholds.weights) {
      const [reader] = graph.consumers(id);
      const read = channelScales.get(reader.inputs[0]);
      const { constant, type } = graph.value(id);
      const steps =
        read && Conv.is(reader) && type.shape[1] > 1
          ? foldedSteps(constant!, read, reader.attrs.group)
          : { axis, ...perChannel(thresholds) };
      plan.weights(id, { kind: 'weight', ...steps });
    }
  }
}

/** The inputs of a convolution with a bias that gives back what rounding takes from its means. */
function withBias(
  draft: GraphDraft<'calibrated'>,
  graph: Graph<'optimized'>,
  node: Node,
  inputs: readonly ValueId[],
  correction: Float32Array,
): ValueId[] {
  const changed = [...inputs];
  changed[BIAS] = draft.constant(`${node.id}_bias_corrected`, correctedBias(graph, node, correction));
  return changed;
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
