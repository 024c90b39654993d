import { type Graph, GraphDraft, type ValueId } from '@openbpu/ir';
import { DataType, type NodeProto, buildNode, buildValue, encodeModel, exportModel, intAttribute } from '@openbpu/onnx';
import type { LanePool } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { eachSample } from '../../model/each-sample';
import { exactNode } from './exact-node';
import { type IntegerNode, realsOf } from './integer-forms';
import type { QuantisedBeside } from './quantised-beside';

/** How far an integer node is from what the calibrated model makes of the very integers that it reads. */
export interface LocalDifference extends IntegerNode {
  /** Mean squared difference over the mean square of the exact values. */
  readonly noise: number;
  /** The largest difference. */
  readonly most: number;
  /** The part of its values that differ. */
  readonly share: number;
}

interface Watched extends IntegerNode {
  readonly found: ValueId;
  readonly wanted: ValueId;
}

/** What is told of a node, in this order. */
const TOLD = ['squared', 'energy', 'most', 'share'] as const;

/** Runs the quantised model with all exact nodes beside its own on some samples. */
export async function localDifferences(
  { graph, feeds }: QuantisedBeside,
  calibrated: Graph<'calibrated'>,
  nodes: readonly IntegerNode[],
  { lanes, each, count }: { readonly lanes: LanePool; readonly count: number; each(index: number): Promise<Given> },
): Promise<readonly LocalDifference[]> {
  const beside = GraphDraft.of(graph, 'quantized');
  for (const node of graph.nodes) beside.keep(node);
  const watched = nodes.flatMap((node): Watched[] => {
    const exact = exactNode(beside, calibrated, graph, node);
    if (!exact) return [];
    const wanted = exact.integers === undefined ? exact.real : realsOf(beside, exact.integers, node.type);
    return [{ ...node, found: realsOf(beside, node.given, node.type), wanted }];
  });
  if (watched.length === 0) return [];
  const model = exportModel(beside.build(graph), { record: false });
  const names = watched.map((_, i) => TOLD.map((what) => `told/${i}/${what}`));
  const bytes = encodeModel({
    ...model,
    graph: {
      ...model.graph,
      node: [...model.graph.node, ...watched.flatMap((each, i) => tellingNodes(each, names[i]))],
      output: names.flat().map((name) => buildValue(name, DataType.FLOAT, [])),
    },
  });
  const session = await lanes.open(bytes, { optimise: false });
  try {
    const all = await eachSample({ count, feeds: each }, count, lanes.size, async (given) => {
      const told = await session.use((lane) => lane.run(feeds(given), names.flat()));
      return names.map((own) => own.map((name) => Number(told.get(name)!.data[0])));
    });
    return watched.map(({ found: _, wanted: __, ...node }, i) => {
      const of = (what: number) => all.map((sample) => sample[i][what]);
      const [squared, energy, share] = [0, 1, 3].map((what) => of(what).reduce((sum, value) => sum + value, 0) / count);
      const noise = squared === 0 ? 0 : squared / energy;
      return { ...node, noise, most: Math.max(...of(2)), share };
    });
  } finally {
    await session.close();
  }
}

type Given = ReadonlyMap<string, Tensor>;

/** Means over all elements, and the largest difference. */
function tellingNodes({ found, wanted }: Watched, [squared, energy, most, share]: readonly string[]): NodeProto[] {
  const node = (opType: string, input: readonly string[], output: string) =>
    buildNode({
      opType,
      input,
      output: [output],
      attribute: opType.startsWith('Reduce') ? [intAttribute('keepdims', 0)] : [],
    });
  const [off, far, any] = ['off', 'far', 'any'].map((what) => `${squared}/${what}`);
  return [
    node('Sub', [found, wanted], off),
    node('Abs', [off], far),
    node('ReduceMax', [far], most),
    node('Mul', [off, off], `${squared}/each`),
    node('ReduceMean', [`${squared}/each`], squared),
    node('Mul', [wanted, wanted], `${energy}/each`),
    node('ReduceMean', [`${energy}/each`], energy),
    node('Sign', [far], any),
    node('ReduceMean', [any], share),
  ];
}
