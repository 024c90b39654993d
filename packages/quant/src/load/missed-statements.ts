import { type Graph, type NodeId, type ValueId, statedRanges } from '@openbpu/ir';
import { type Thresholds, activationForms, activationSteps, activationType } from '@openbpu/passes';
import { float32Scale, rangeOf } from '@openbpu/tensor';
import { gridSteps } from '../grid-steps';
import { rowsOf } from '../weight-thresholds';

/** By how much of itself a scale may differ and is the same: float32 rounds ends and scale. */
const TOLERANCE = 2 ** -20;
/** Steps of our weights to either side of 0. */
const MOST = 127;

/** A tensor that is quantised otherwise than the model says. */
export interface MissedScale {
  readonly tensor: ValueId;
  readonly stated: number;
  readonly used: number;
  /** What stands against it. */
  readonly why: 'zero' | 'int16';
}

/** The activations, but images, whose scale is not the one that the model states, in the order of the thresholds. */
export function missedScales(
  graph: Graph<'optimized'>,
  { activations, floors }: Thresholds,
  images: ReadonlySet<ValueId>,
): MissedScale[] {
  const forms = activationForms(graph);
  const ranges = statedRanges(graph.metadata);
  return [...activations].flatMap(([tensor, threshold]): MissedScale[] => {
    const range = ranges.get(tensor);
    if (!range || range.derived || images.has(tensor)) return [];
    const [least, most] = rangeOf(range.type);
    const stated = float32Scale((range.high - range.low) / (most - least));
    const type = activationType(graph, tensor);
    const [used] = activationSteps([threshold], floors?.get(tensor), forms.get(tensor)?.zero, type).scales;
    if (Math.abs(used - stated) <= TOLERANCE * stated) return [];
    return [{ tensor, stated, used, why: type === range.type ? 'zero' : 'int16' }];
  });
}

/** Channels of a node's weights whose integers are not those of the model. */
export interface MissedWeights {
  readonly node: NodeId;
  /** They lie on no grid of int8. */
  readonly rounded: number;
  /** They lie on one and use −128, which is −127 here. */
  readonly cut: number;
  readonly of: number;
}

/** The nodes on the BPU whose weights do not all have the integers of the model, in order. */
export function missedWeights(graph: Graph<'optimized'>): MissedWeights[] {
  return graph.nodes.flatMap(({ id, op, placement, inputs }) => {
    const weights = op.integer?.weights;
    const constant = placement?.on === 'bpu' && weights ? graph.value(inputs[weights.input]).constant : undefined;
    if (!constant || !weights) return [];
    let [rounded, cut, of] = [0, 0, 0];
    for (const { own, largest } of rowsOf(constant, weights.axis)) {
      of++;
      if (!(largest > 0)) continue;
      const steps = gridSteps(own, largest);
      if (steps === undefined) rounded++;
      else if (steps > MOST) cut++;
    }
    return rounded + cut > 0 ? [{ node: id, rounded, cut, of }] : [];
  });
}
