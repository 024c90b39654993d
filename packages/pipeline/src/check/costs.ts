import { edgeNodes } from '@openbpu/compiler';
import { ABSENT, type Graph, type Node, type NodeId, type ValueId, integerTypeOf } from '@openbpu/ir';
import { type MachineFeatures, cpuSeconds } from '@openbpu/machine';
import { Softmax } from '@openbpu/ops';
import { type MendedBy, joinedBy, mendedBy, onceMended, subgraphsOpened } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import { type DType, bytesPerElement, sizeOf } from '@openbpu/tensor';
import { cpuTime } from '../stages/cpu-time';

/** What it costs that a node runs on the CPU. */
export interface Cost {
  /** Microseconds of the node itself; 0 where it only says how memory is read at the edge of the model. */
  readonly cpuUs: number;
  /** Microseconds of turning what it reads into reals and what it gives back into integers, where it cuts the BPU. */
  readonly crossingUs: number;
  /** The subgraphs that are one without it, ascending; absent where there are no two. */
  readonly joins?: readonly number[];
  /** Who can mend it; absent: nobody, or a neighbour is what keeps it on the CPU. */
  readonly mendedBy?: MendedBy;
}

/** What every node on the CPU of a placed graph costs, by the clock of the machine. */
export function costsOf(
  graph: Graph<'optimized'>,
  { features, policy }: Pick<Backend, 'features' | 'policy'>,
): Map<NodeId, Cost> {
  const mendable = new Set(graph.nodes.filter((node) => mendedBy(node) !== undefined).map(({ id }) => id));
  const there = onceMended(graph, mendable, policy);
  const opened = subgraphsOpened(graph);
  const edge = edgeNodes(graph);
  const real = new Set<ValueId>();
  const costs = new Map<NodeId, Cost>();
  for (const node of graph.nodes) {
    if (node.placement?.on === 'bpu') continue;
    const cuts = opened.has(node.id);
    const by = there.has(node.id) ? mendedBy(node) : undefined;
    const joins = cuts && by ? joinedBy(graph, node.id, policy) : [];
    costs.set(node.id, {
      cpuUs: edge.get(node.id)?.form.view ? 0 : nodeTime(node, graph, features),
      crossingUs: cuts ? crossings(node, graph, features, real) : 0,
      ...(joins.length > 0 ? { joins } : {}),
      ...(by ? { mendedBy: by } : {}),
    });
  }
  return costs;
}

/** Whether a node on the CPU is a fallback: it takes time, or cuts the BPU. A view at the edge of a model is none. */
export function isFallback({ cpuUs, crossingUs }: Cost): boolean {
  return cpuUs + crossingUs > 0;
}

function nodeTime(node: Node, graph: Graph<'optimized'>, features: Pick<MachineFeatures, 'cpu'>): number {
  const inputs = activationsOf(node, graph);
  const outputs = node.outputs.filter((id) => graph.isOutput(id) || graph.consumers(id).length > 0);
  if (!readsTable(node, graph)) return cpuTime({ name: node.id, inputs, outputs }, graph, features);
  const read = integersOf(inputs[0], graph) ?? 'float32';
  return crossing(inputs[0], [read, 'float32'], graph, features);
}

/** The Dequantize nodes before a node, each told of the first that reads it, and the Quantize nodes behind it. */
function crossings(
  node: Node,
  graph: Graph<'optimized'>,
  features: Pick<MachineFeatures, 'cpu'>,
  real: Set<ValueId>,
): number {
  let sum = 0;
  for (const id of readsTable(node, graph) ? [] : activationsOf(node, graph)) {
    const integers = integersOf(id, graph);
    if (integers === undefined || real.has(id)) continue;
    real.add(id);
    sum += crossing(id, [integers, 'float32'], graph, features);
  }
  for (const id of node.outputs) {
    const reader = graph.consumers(id).find(({ placement }) => placement?.on === 'bpu');
    if (reader?.placement?.on !== 'bpu') continue;
    const read = integerTypeOf(reader.placement, reader.inputs.indexOf(id));
    sum += crossing(id, ['float32', read], graph, features);
  }
  return sum;
}

function crossing(
  id: ValueId,
  types: readonly DType[],
  graph: Graph<'optimized'>,
  { cpu }: Pick<MachineFeatures, 'cpu'>,
): number {
  const elements = sizeOf(graph.value(id).type.shape);
  const bytes = types.reduce((sum, dtype) => sum + elements * bytesPerElement(dtype), 0);
  return cpuSeconds({ bytes, macs: 0 }, cpu) * 1e6;
}

/** The integers that the BPU gives of a tensor; undefined for one that it does not give. */
function integersOf(id: ValueId, graph: Graph<'optimized'>): DType | undefined {
  const placement = graph.producer(id)?.placement;
  return placement?.on === 'bpu' ? placement.output : undefined;
}

/** Whether a node on the CPU reads integers as they are, through a table: functions of one element, and Softmax. */
function readsTable(node: Node, graph: Graph<'optimized'>): boolean {
  const [id] = node.inputs;
  const integers = node.inputs.length === 1 && id !== ABSENT ? integersOf(id, graph) : undefined;
  if (integers !== 'int8' && integers !== 'int16') return false;
  return node.op.scalar !== undefined || Softmax.is(node);
}

function activationsOf({ inputs }: Node, graph: Graph<'optimized'>): ValueId[] {
  return [...new Set(inputs)].filter((id) => id !== ABSENT && graph.value(id).constant === undefined);
}
