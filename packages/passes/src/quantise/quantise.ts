import type { Pass } from '@openbpu/core';
import type { Graph, Node } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { keepOnCpu } from './cpu-node';
import { type FedInput, feedInput } from './fed-input';
import { IntegerGraph } from './integer-graph';
import { NodeSite } from './node-site';

/**
 * Carries out what placement settled: every BPU node becomes its integer form, every CPU node reads dequantised
 * floats. Calibration nodes give the scales and disappear.
 *
 * Conditions: thresholds of nodes that share a scale are equal already. Formula: docs/semantics.md.
 */
export class Quantise implements Pass<'calibrated', 'quantized'> {
  readonly name = 'quantise';
  readonly summary = 'Turns BPU nodes into integer ops, with Quantize and Dequantize where data crosses to the CPU.';

  /** `integerOutputs`: what the BPU gives of the outputs is given as its integers, under the names of the outputs. */
  constructor(
    private readonly inputs: readonly FedInput[],
    private readonly integerOutputs = false,
  ) {}

  run(graph: Graph<'calibrated'>): Graph<'quantized'> {
    const target = new IntegerGraph(graph, this.integerOutputs);
    for (const id of graph.inputs)
      feedInput(
        target,
        id,
        this.inputs.find((input) => input.name === id),
      );
    for (const node of graph.nodes) {
      if (HzCalibration.is(node)) continue;
      if (node.placement?.on === 'bpu') quantiseNode(node, target);
      else keepOnCpu(node, target);
    }
    for (const id of graph.outputs) target.giveOutput(id);
    return target.draft.build(graph);
  }
}

function quantiseNode(node: Node, target: IntegerGraph): void {
  if (!node.op.integer) throw new Error(`${node.op.name} "${node.id}" was placed on the BPU and has no integer form`);
  const results = node.op.integer.quantise(new NodeSite(node, target));
  node.outputs.forEach((output, i) => target.setInteger(output, results[i]));
}
