import type { Graph, Node, ValueId } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { piece } from './piece';

/** A node of the calibrated graph with the roundings of its weights and outputs, as a graph of its own. */
export interface Segment {
  /** Absent in the first segment, which rounds the inputs of the model. */
  readonly node?: Node;
  readonly graph: Graph<'calibrated'>;
}

/**
 * The calibrated graph in pieces, in topological order: each node, with the HzCalibration nodes that read its outputs
 * and write its weights. Run one after the other they do what the graph does, and something can be done in between.
 * Only what later pieces read is an output.
 */
export function segments(calibrated: Graph<'calibrated'>): Segment[] {
  const roundings = calibrated.nodes.filter(HzCalibration.is);
  const behind = (ids: readonly ValueId[]) =>
    roundings.filter((node) => !isOfWeights(node) && ids.includes(node.inputs[0]));
  const whole = calibrated.nodes.filter((node) => !HzCalibration.is(node));
  const pieces: (readonly Node[])[] = whole.map((node) => [
    ...roundings.filter((rounding) => isOfWeights(rounding) && node.inputs.includes(rounding.outputs[0])),
    node,
    ...behind(node.outputs),
  ]);
  const first = behind(calibrated.inputs);
  return [
    ...(first.length > 0 ? [{ graph: pieceOf(calibrated, first) }] : []),
    ...whole.map((node, i) => ({ node, graph: pieceOf(calibrated, pieces[i]) })),
  ];
}

function pieceOf(calibrated: Graph<'calibrated'>, nodes: readonly Node[]): Graph<'calibrated'> {
  const read = (id: ValueId) => calibrated.consumers(id).some((reader) => !nodes.includes(reader));
  /** Whoever else reads a constant rounds it again. */
  const computed = nodes.filter((node) => !isOfWeights(node)).flatMap((node) => node.outputs);
  return piece(calibrated, nodes, computed.filter(read));
}

function isOfWeights(node: Node): boolean {
  return HzCalibration.is(node) && node.attrs.kind === 'weight';
}
