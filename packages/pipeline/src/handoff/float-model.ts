import { CollectingSink } from '@openbpu/diagnostics';
import type { Graph, GraphView, NodeId, ValueId } from '@openbpu/ir';
import { encodeModel, exportModel, toOpset11 } from '@openbpu/onnx';
import { Conv } from '@openbpu/ops';
import { type Thresholds, settledConstants } from '@openbpu/passes';
import { type Tensor, sameTensor } from '@openbpu/tensor';
import { nodeRequests } from '../node-requests';
import { tidyAndPlace } from '../pass-lists';
import type { Dressed } from '../stages/dress';
import type { Imported } from '../stages/import';
import type { ConversionJob } from '../stages/jobs';

/** A float model that holds what calibration learned, and how much of that found no place in it. */
export interface FloatModel {
  readonly graph: Graph<'optimized'>;
  /** ONNX of operator set 11. */
  readonly bytes: Uint8Array;
  /** Convolutions whose weights were rounded, and whose biases were corrected. */
  readonly rounded: number;
  readonly corrected: number;
  /** Convolutions that stand in front of the model or were tidied otherwise: they stay as they were. */
  readonly leftOut: number;
}

/** The user's model without what the recipe puts in front of it, tidied as a conversion tidies it. */
export async function bareModel(
  { imported, original }: Pick<Imported, 'imported'> & Pick<Dressed, 'original'>,
  { backend, recipe, skipPasses, ops }: ConversionJob,
): Promise<Graph<'optimized'>> {
  const inFront = new Set(original.nodes.flatMap(({ id }) => (imported.node(id) ? [] : [id])));
  const nodes = nodeRequests(recipe).filter(({ node }) => !inFront.has(node));
  const passes = tidyAndPlace(backend, { nodes, mayBeIdle: true }, skipPasses);
  return passes.run(imported.at('original'), { ops, sink: new CollectingSink() });
}

/**
 * The bare model with the constants that calibration settled for `calibrated`. A constant takes a new value only where
 * it is that of `calibrated` to the last bit. Throws DiagnosticError for a node that operator set 11 cannot say.
 */
export function floatModel(
  bare: Graph<'optimized'>,
  calibrated: Graph<'optimized'>,
  { roundedWeights = new Map(), corrections = new Map() }: Pick<Thresholds, 'roundedWeights' | 'corrections'>,
): FloatModel {
  const weights = new Map<ValueId, Tensor>(
    [...roundedWeights].filter(([id]) => isSame(constantIn(bare, id), constantIn(calibrated, id))),
  );
  const biases = new Map<NodeId, Float32Array>(
    [...corrections].filter(([id]) => isSame(weightsOf(bare, id), weightsOf(calibrated, id))),
  );
  const graph = settledConstants(bare, { roundedWeights: weights, corrections: biases });
  return {
    graph,
    bytes: encodeModel(toOpset11(exportModel(graph, { record: false }))),
    rounded: weights.size,
    corrected: biases.size,
    leftOut: roundedWeights.size - weights.size + corrections.size - biases.size,
  };
}

/**
 * Whether one graph has every convolution of another that touches tensors of these names: at the same tensors of them,
 * with the same constants.
 */
export function hasConvolutionsOf(graph: GraphView, other: GraphView, tensors: ReadonlySet<ValueId>): boolean {
  return other.nodes.every((node) => {
    const [x, y] = [node.inputs[0], node.outputs[0]];
    if (!Conv.is(node) || !(tensors.has(x) || tensors.has(y))) return true;
    const twin = graph.node(node.id);
    if (!twin || !Conv.is(twin) || twin.inputs.length !== node.inputs.length) return false;
    return (
      (!tensors.has(x) || twin.inputs[0] === x) &&
      (!tensors.has(y) || twin.outputs[0] === y) &&
      node.inputs.slice(1).every((id, i) => isSame(constantIn(graph, twin.inputs[i + 1]), constantIn(other, id)))
    );
  });
}

function isSame(a: Tensor | undefined, b: Tensor | undefined): boolean {
  return a !== undefined && b !== undefined && sameTensor(a, b);
}

function constantIn(graph: GraphView, id: ValueId): Tensor | undefined {
  return graph.hasValue(id) ? graph.value(id).constant : undefined;
}

function weightsOf(graph: GraphView, id: NodeId): Tensor | undefined {
  const node = graph.node(id);
  return node && Conv.is(node) ? constantIn(graph, node.inputs[1]) : undefined;
}
