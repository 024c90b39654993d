import { nodeUs } from '@openbpu/board';
import { type GraphView, inputTypes, outputTypes } from '@openbpu/ir';
import type { MachineFeatures } from '@openbpu/machine';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';

/** A node that runs on the CPU, by its id, with the values it reads and gives, constants aside. */
export interface CpuNode {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** The bytes that a node on the CPU reads and writes, and its multiply-accumulates. */
export function cpuWork(
  { name, inputs, outputs }: CpuNode,
  graph: GraphView,
): { readonly bytes: number; readonly macs: number } {
  const bytes = [...inputs, ...outputs]
    .map((id) => graph.value(id).type)
    .reduce((total, { dtype, shape }) => total + sizeOf(shape) * bytesPerElement(dtype), 0);
  const node = graph.node(name);
  const macs = node?.op.macs?.(inputTypes(graph, node), outputTypes(graph, node), node.attrs) ?? 0;
  return { bytes, macs };
}

/** Microseconds of one node on the CPU. */
export function cpuTime(node: CpuNode, graph: GraphView, features: Pick<MachineFeatures, 'cpu'>): number {
  return nodeUs(cpuWork(node, graph), features);
}
