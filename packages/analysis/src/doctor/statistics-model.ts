import { type Graph, type Node, type ValueId, constantOf } from '@openbpu/ir';
import {
  type GraphProto,
  type NodeProto,
  type ValueInfoProto,
  DataType,
  buildNode,
  buildValue,
  encodeModel,
  exportModel,
  intAttribute,
  intsAttribute,
} from '@openbpu/onnx';
import {
  BatchNormalization,
  Concat,
  Conv,
  ConvTranspose,
  Gemm,
  Reshape,
  Sigmoid,
  Softmax,
  Transpose,
} from '@openbpu/ops';
import { type Tensor, toNumbers } from '@openbpu/tensor';

/** A tensor in front of an activation, whose channels are counted. */
export interface Site {
  readonly channels: number;
  /** Whether it has rows and columns. */
  readonly spatial: boolean;
  /** Names of the outputs that tell of it: mean, mean of squares, and the part above 0, by channel. */
  readonly outputs: readonly [mean: string, squares: string, above: string];
  /** What training found of it, where a BatchNormalization follows. */
  readonly trained?: { readonly mean: readonly number[]; readonly variance: readonly number[] };
}

/** A model that tells of its tensors in a few numbers a channel instead of giving them. */
export interface StatisticsModel {
  readonly bytes: Uint8Array;
  readonly sites: readonly Site[];
  /** Outputs of the model that are probabilities or scores of 0..1, or the logits of one classification. */
  readonly scores: readonly Scores[];
}

export interface Scores {
  readonly name: string;
  /** One distribution of classes; else many scores of which the best count. */
  readonly classes: boolean;
  /** Before Softmax. */
  readonly logits: boolean;
  /** Of many distributions one after another: how many classes each has; their commonest one is the background. */
  readonly of?: number;
}

/** Classes of fewer than that without Softmax may be any numbers. */
const LEAST_LOGITS = 10;

/** The float model with statistics of every convolution, linear layer and BatchNormalization as further outputs. */
export function statisticsModel(graph: Graph): StatisticsModel {
  return modelOf(graph, graph.nodes, true);
}

/** What leads to the first of these layers that has rows and columns, with its statistics for outputs. */
export function firstLayer(graph: Graph): StatisticsModel {
  const first = graph.nodes.findIndex((node) => {
    const site = siteOf(graph, node, 0);
    return site?.spatial && !site.trained;
  });
  return modelOf(graph, first < 0 ? [] : [graph.nodes[first]], false);
}

function modelOf(graph: Graph, watched: readonly Node[], whole: boolean): StatisticsModel {
  const model = exportModel(graph, { record: false });
  const nodes: NodeProto[] = [];
  const outputs: ValueInfoProto[] = [];
  const sites = watched.flatMap((node) => {
    const site = siteOf(graph, node, outputs.length);
    if (!site) return [];
    nodes.push(...statistics(node.outputs[0], site));
    outputs.push(...site.outputs.map((name) => buildValue(name, DataType.FLOAT, [site.channels])));
    return [site];
  });
  const { graph: proto } = model;
  const bytes = encodeModel({
    ...model,
    graph: whole
      ? { ...proto, node: [...proto.node, ...nodes], output: [...proto.output, ...outputs] }
      : pruned({ ...proto, node: [...proto.node, ...nodes], output: outputs, valueInfo: [] }),
  });
  return { bytes, sites, scores: whole ? graph.outputs.flatMap((id) => scoresOf(graph, id)) : [] };
}

/** Without nodes and constants that no output needs. Every input stays. */
function pruned(graph: GraphProto): GraphProto {
  const needed = new Set(graph.output.map(({ name }) => name));
  const node = [...graph.node]
    .reverse()
    .filter(({ input, output }) => {
      if (!output.some((name) => needed.has(name))) return false;
      input.forEach((name) => needed.add(name));
      return true;
    })
    .reverse();
  return { ...graph, node, initializer: graph.initializer.filter(({ name }) => needed.has(name ?? '')) };
}

function siteOf(graph: Graph, node: Node, index: number): Site | undefined {
  if (![Conv, ConvTranspose, Gemm, BatchNormalization].some((op) => op.is(node))) return undefined;
  const { shape, dtype } = graph.value(node.outputs[0]).type;
  if (dtype !== 'float32' || (shape.length !== 4 && shape.length !== 2)) return undefined;
  const [reader, ...others] = graph.consumers(node.outputs[0]);
  const trained = reader && others.length === 0 && BatchNormalization.is(reader) ? trainedOf(graph, reader) : undefined;
  const name = (what: string) => `doctor/${index}/${what}`;
  return {
    channels: shape[1],
    spatial: shape.length === 4,
    outputs: [name('mean'), name('squares'), name('above')],
    ...(trained ? { trained } : {}),
  };
}

function trainedOf(graph: Graph, node: Node): Site['trained'] {
  const [mean, variance] = [node.inputs[3], node.inputs[4]].map((id) => constantOf(graph, id));
  return mean && variance ? { mean: numbers(mean), variance: numbers(variance) } : undefined;
}

function numbers(tensor: Tensor): number[] {
  return [...toNumbers(tensor)];
}

function statistics(of: ValueId, { spatial, outputs: [mean, squares, above] }: Site): NodeProto[] {
  const attribute = [intsAttribute('axes', spatial ? [0, 2, 3] : [0]), intAttribute('keepdims', 0)];
  const node = (opType: string, input: readonly string[], output: string, more: Partial<NodeProto> = {}) =>
    buildNode({ name: output, opType, input, output: [output], ...more });
  return [
    node('ReduceMean', [of], mean, { attribute }),
    node('Mul', [of, of], `${squares}/each`),
    node('ReduceMean', [`${squares}/each`], squares, { attribute }),
    node('Relu', [of], `${above}/positive`),
    node('Sign', [`${above}/positive`], `${above}/sign`),
    node('ReduceMean', [`${above}/sign`], above, { attribute }),
  ];
}

function scoresOf(graph: Graph, id: ValueId): Scores[] {
  const { shape } = graph.value(id).type;
  const classes = shape.filter((size) => size !== 1).length === 1;
  const makers = makersOf(graph, id);
  const softmax = makers.every((node) => node && Softmax.is(node) && lastAxis(graph, node));
  if (makers.length > 0 && makers.every((node) => node && (Sigmoid.is(node) || Softmax.is(node)))) {
    const of = softmax && !classes ? { of: shape.at(-1)! } : {};
    return [{ name: id, classes: classes && makers.every((node) => node && Softmax.is(node)), logits: false, ...of }];
  }
  const [maker] = makers;
  if (makers.length === 1 && maker && isLinear(graph, maker) && classes && Math.max(...shape) >= LEAST_LOGITS)
    return [{ name: id, classes: true, logits: true }];
  return [];
}

/** Whether a node is a linear layer: a Gemm, or a convolution of one pixel, which the optimiser makes of it. */
function isLinear(graph: Graph, node: Node): boolean {
  if (Gemm.is(node)) return true;
  const { shape } = graph.value(node.inputs[0]).type;
  return Conv.is(node) && shape.length === 4 && shape[2] === 1 && shape[3] === 1;
}

/** Whether a Softmax goes along the last dimension. */
function lastAxis(graph: Graph, node: Node<{ readonly axis: number }>): boolean {
  const { axis } = node.attrs;
  return axis === -1 || axis === graph.value(node.outputs[0]).type.shape.length - 1;
}

/** The nodes that a tensor comes from, past those that only move elements; inputs have none. */
function makersOf(graph: Graph, id: ValueId): (Node | undefined)[] {
  const node = graph.producer(id);
  if (!node) return [undefined];
  if (Reshape.is(node) || Transpose.is(node)) return makersOf(graph, node.inputs[0]);
  if (Concat.is(node)) return node.inputs.flatMap((input) => makersOf(graph, input));
  return [node];
}
