import { ABSENT, type Graph, GraphDraft, type GraphView, type Node, type Stage, type ValueId } from '@openbpu/ir';
import { type TensorType, normalizeAxis, sameShape } from '@openbpu/tensor';

/** A node that does not treat the items of a batch apart, so that a model with it has no batch but its own. */
export interface MixesItems {
  readonly mixes: Node;
}

type Attrs = Readonly<Record<string, unknown>>;

/** What becomes of the attributes of a node for a batch of n; undefined: it does not treat the items apart. */
type Rule = (node: Node<Attrs>, graph: GraphView, n: number, isBatched: (id: ValueId) => boolean) => Attrs | undefined;

const same: Rule = ({ attrs }) => attrs;

const rankOf = (node: Node, graph: GraphView) => graph.value(node.inputs[0]).type.shape.length;

/** Works along one axis, or over several: not along that of the items. */
const alongAxis: Rule = (node, graph) =>
  normalizeAxis(node.attrs.axis as number, rankOf(node, graph)) > 0 ? node.attrs : undefined;

const overAxes: Rule = (node, graph) => {
  const axes = node.attrs.axes as readonly number[];
  return axes.every((axis) => normalizeAxis(axis, rankOf(node, graph)) > 0) ? node.attrs : undefined;
};

/** A list with one entry for every axis, that of the items first. */
const first =
  (name: string, becomes: (n: number) => number, from: number): Rule =>
  ({ attrs }, _, n) => {
    const [head, ...rest] = attrs[name] as readonly number[];
    return head === from ? { ...attrs, [name]: [becomes(n), ...rest] } : undefined;
  };

const pad: Rule = (node, graph) => {
  const pads = node.attrs.pads as readonly number[];
  return pads[0] === 0 && pads[rankOf(node, graph)] === 0 ? node.attrs : undefined;
};

/** Places that hold for every item; those of each item along another axis than theirs. */
const gather: Rule = (node, graph, n, isBatched) =>
  isBatched(node.inputs[1]) ? undefined : alongAxis(node, graph, n, isBatched);

/** Matrices of every item, or rows of every item times one matrix. */
const matMul: Rule = ({ attrs, inputs }, graph, _, isBatched) =>
  graph.value(inputs[0]).type.shape.length > 2 || !isBatched(inputs[1]) ? attrs : undefined;

const rows: Rule = ({ attrs, inputs }, _, __, isBatched) => (inputs.slice(1).some(isBatched) ? undefined : attrs);

const apart = (names: string, rule: Rule): [string, Rule][] => names.split(' ').map((name) => [name, rule]);

/** How each operator takes a batch; functions of one element take any. */
const RULES: ReadonlyMap<string, Rule> = new Map([
  ...apart('Conv ConvTranspose HzSQuantizedConv HzSQuantizedConvTranspose AveragePool MaxPool GlobalAveragePool', same),
  ...apart('GlobalMaxPool HzSQuantizedAveragePool HzQuantizedMaxPool HzSQuantizedGlobalAveragePool', same),
  ...apart('Resize HzQuantizedResizeUpsample DepthToSpace SpaceToDepth GridSample HzGridSample', same),
  ...apart('BatchNormalization PRelu HzPRelu InstanceNormalization GroupNormalization Identity', same),
  ...apart('HzQuantize HzDequantize HzRequantize HzCalibration HzLut HzMask HzUnmask HzIndices', same),
  ...apart('HzPreprocess HzPreprocessQuantized', same),
  ...apart('Add Sub Mul Div Max Min Pow Equal Greater GreaterOrEqual Less LessOrEqual', same),
  ...apart('HzSElementwiseAdd HzSElementwiseSub HzSElementwiseMul HzSElementwiseDiv HzSElementwiseMax', same),
  ...apart('HzSElementwiseMin HzSElementwiseEqual HzSElementwiseGreater HzSElementwiseGreaterOrEqual', same),
  ...apart('Concat Split Softmax HzSoftmax ArgMax ArgMin HzArgMax HzArgMin TopK HzTopKValues HzTopKPlaces', alongAxis),
  ...apart('GatherElements', alongAxis),
  ...apart('Slice ReduceMean ReduceMax ReduceSum HzSQuantizedReduceMean', overAxes),
  ...apart('LayerNormalization RMSNormalization L2Normalization HzSNormalize', overAxes),
  ...apart(
    'Reshape Expand',
    first('shape', (n) => n, 1),
  ),
  ...apart(
    'Tile',
    first('repeats', () => 1, 1),
  ),
  ...apart(
    'Transpose',
    first('perm', () => 0, 0),
  ),
  ...apart('Pad HzPad', pad),
  ...apart('Gather', gather),
  ...apart('MatMul HzSQuantizedMatMul', matMul),
  ...apart('Gemm', rows),
]);

/**
 * The same graph for n items at once: dimension 0 of every tensor that depends on an input is n in place of 1, and
 * each item of an output is what the graph gives of that item alone. Constants stay one for all. Gives the node at
 * fault where one does not treat the items apart.
 */
export function batched<S extends Stage>(graph: Graph<S>, n: number): Graph<S> | MixesItems {
  const draft = GraphDraft.of(graph, graph.stage);
  const several = new Set<ValueId>();
  const declare = (id: ValueId) => {
    const { type, ...value } = graph.value(id);
    several.add(id);
    draft.declare({ ...value, type: { ...type, shape: [n, ...type.shape.slice(1)] } });
  };
  for (const id of graph.inputs) declare(id);
  for (const node of graph.nodes) {
    const inputs = node.inputs.filter((id) => id !== ABSENT);
    if (!inputs.some((id) => several.has(id))) {
      draft.keep(node);
      continue;
    }
    const rule = RULES.get(node.op.name) ?? (node.op.scalar ? same : undefined);
    const attrs = rule?.(node as Node<Attrs>, graph, n, (id) => several.has(id));
    const hasItem = (id: ValueId) => graph.value(id).type.shape[0] === 1;
    const items = inputs.filter((id) => several.has(id));
    // Of different ranks, the items of one would meet another axis of the other.
    const ranks = new Set(items.map((id) => graph.value(id).type.shape.length));
    if (!attrs || !node.outputs.every(hasItem) || !items.every(hasItem) || ranks.size > 1) return { mixes: node };
    for (const id of node.outputs) declare(id);
    const parsed = node.op.parseAttrs({ ...attrs });
    const types = inputTypesOf(node, draft);
    if (!fits(node, parsed, types, draft)) return { mixes: node };
    draft.keep({ ...node, attrs: parsed });
  }
  return draft.build(graph);
}

function inputTypesOf(node: Node, draft: GraphDraft<Stage>): (TensorType | undefined)[] {
  return node.inputs.map((id) => (id === ABSENT ? undefined : draft.typeOf(id)));
}

/** Whether the operator gives just the shapes that are declared: a constant beside several items may not broadcast. */
function fits(
  node: Node,
  attrs: unknown,
  inputs: readonly (TensorType | undefined)[],
  draft: GraphDraft<Stage>,
): boolean {
  try {
    const types = node.op.infer(inputs, attrs);
    return node.outputs.every((id, i) => sameShape(types[i].shape, draft.typeOf(id).shape));
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return false;
    throw error;
  }
}
