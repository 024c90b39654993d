import type { CompiledModel } from '@openbpu/compiler';
import type { GraphView } from '@openbpu/ir';
import { simulate } from '@openbpu/simulator';
import type { Tensor } from '@openbpu/tensor';
import { evaluateNode } from './evaluate-graph';

/**
 * Every value that a compiled model materialises: BPU steps on the simulator with all tensors tapped, other nodes by
 * reference.
 */
export function runCompiled(
  model: CompiledModel,
  graph: GraphView,
  inputs: ReadonlyMap<string, Tensor>,
): Map<string, Tensor> {
  const values = new Map(inputs);
  for (const step of model.steps) {
    if (step.kind === 'bpu') {
      const taps = step.program.tensors.map((tensor) => tensor.name);
      for (const [name, tensor] of simulate(step.code, step.constants, values, { taps })) values.set(name, tensor);
    } else {
      const node = graph.node(step.name);
      if (!node) throw new Error(`there is no node "${step.name}"`);
      evaluateNode(graph, node, values);
    }
  }
  return values;
}
