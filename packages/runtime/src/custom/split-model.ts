import { type GraphProto, type NodeProto, valuesRead } from '@openbpu/onnx';

/** A part of a model: nodes that ONNX Runtime runs as one, or one node that a module runs. */
export interface Piece {
  readonly kind: 'onnx' | 'custom';
  /** In the order of the model. */
  readonly nodes: readonly NodeProto[];
  /** What it reads of the inputs and initialisers of the model and of other pieces. */
  readonly reads: readonly string[];
  /** What its nodes give. */
  readonly gives: readonly string[];
}

/**
 * The nodes of a graph in as few pieces as run one after the other: between custom nodes ONNX Runtime has all that can
 * be computed by then. Nodes stand behind those they read, as ONNX has it.
 */
export function splitModel({ node: nodes }: GraphProto, isCustom: (node: NodeProto) => boolean): readonly Piece[] {
  /** By value: how many custom nodes stand one behind the other before it is known. */
  const depths = new Map<string, number>();
  const layers: { readonly onnx: NodeProto[]; readonly custom: NodeProto[] }[] = [];
  for (const node of nodes) {
    const depth = valuesRead(node).reduce((most, id) => Math.max(most, depths.get(id) ?? 0), 0);
    const custom = isCustom(node);
    while (layers.length <= depth) layers.push({ onnx: [], custom: [] });
    layers[depth][custom ? 'custom' : 'onnx'].push(node);
    for (const id of node.output) depths.set(id, custom ? depth + 1 : depth);
  }
  return layers.flatMap(({ onnx, custom }) => [
    ...(onnx.length > 0 ? [pieceOf('onnx', onnx)] : []),
    ...custom.map((node) => pieceOf('custom', [node])),
  ]);
}

function pieceOf(kind: Piece['kind'], nodes: readonly NodeProto[]): Piece {
  const gives = nodes.flatMap(({ output }) => output).filter((id) => id !== '');
  const own = new Set(gives);
  const reads = new Set(nodes.flatMap(valuesRead).filter((id) => !own.has(id)));
  return { kind, nodes, reads: [...reads], gives };
}
