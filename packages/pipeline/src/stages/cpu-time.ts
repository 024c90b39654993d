import { type GraphView, inputTypes, outputTypes } from '@openbpu/ir';
import { type MachineFeatures, cpuSeconds } from '@openbpu/machine';
import { bytesPerElement, sizeOf } from '@openbpu/tensor';

/** A node that runs on the CPU, by its id, with the values it reads and gives, constants aside. */
export interface CpuNode {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Microseconds of one node on the CPU, by the bytes of what it reads and writes and by its multiply-accumulates,
 * whichever takes longer: the one clock of a node on the CPU, whoever asks.
 */
export function cpuTime(
  { name, inputs, outputs }: CpuNode,
  graph: GraphView,
  { cpu }: Pick<MachineFeatures, 'cpu'>,
): { readonly latencyUs: number; readonly macs: number } {
  const bytes = [...inputs, ...outputs]
    .map((id) => graph.value(id).type)
    .reduce((total, { dtype, shape }) => total + sizeOf(shape) * bytesPerElement(dtype), 0);
  const node = graph.node(name);
  const macs = node?.op.macs?.(inputTypes(graph, node), outputTypes(graph, node), node.attrs) ?? 0;
  return { latencyUs: cpuSeconds({ bytes, macs }, cpu) * 1e6, macs };
}
