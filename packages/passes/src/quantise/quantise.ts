import type { Pass } from '@openbpu/core';
import { type Graph, type Node, type ValueId, topologicalOrder } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { type FedInput, IntegerGraph } from './integer-graph';
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

  constructor(private readonly inputs: readonly FedInput[]) {}

  run(graph: Graph<'calibrated'>): Graph<'quantized'> {
    const target = new IntegerGraph(graph);
    const inputs = graph.inputs.map((id) =>
      target.addInput(
        id,
        this.inputs.find((input) => input.name === id),
      ),
    );
    for (const node of graph.nodes) {
      if (HzCalibration.is(node)) continue;
      if (node.placement?.on === 'bpu') quantiseNode(node, target);
      else target.keepOnCpu(node);
    }
    for (const id of graph.outputs) target.requireFloat(id);
    const { nodes, values } = target;
    const quantised = graph.rewritten(this.name, {
      stage: 'quantized',
      nodes: topologicalOrder(nodes),
      values: used(nodes, values, [...inputs, ...graph.outputs]),
      inputs,
    });
    return quantised;
  }
}

function quantiseNode(node: Node, target: IntegerGraph): void {
  if (!node.op.integer) throw new Error(`${node.op.name} "${node.id}" was placed on the BPU and has no integer form`);
  const results = node.op.integer.quantise(new NodeSite(node, target));
  node.outputs.forEach((output, i) => target.standsFor(output, results[i]));
}

function used<T>(nodes: readonly Node[], values: ReadonlyMap<ValueId, T>, kept: readonly ValueId[]): Map<ValueId, T> {
  const mentioned = new Set<ValueId>(kept);
  for (const node of nodes) for (const id of [...node.inputs, ...node.outputs]) mentioned.add(id);
  return new Map([...values].filter(([id]) => mentioned.has(id)));
}
