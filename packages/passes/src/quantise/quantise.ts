import type { Pass } from '@openbpu/core';
import type { Graph, Node } from '@openbpu/ir';
import { HzCalibration } from '@openbpu/ops';
import { keepOnCpu } from './cpu-node';
import { type FedInput, feedInput } from './fed-input';
import { IntegerGraph } from './integer-graph';
import { convolutions, layerMetadata } from './layer-outputs';
import { NodeSite } from './node-site';

/** What a quantised model gives. */
export interface QuantiseOptions {
  /** What the BPU gives of the outputs is given as its integers, under the names of the outputs. */
  readonly integerOutputs?: boolean;
  /** What every convolution gives, behind its folded activation, is an output too, as reals, behind the others. */
  readonly layerOutputs?: boolean;
}

/**
 * Carries out what placement settled: every BPU node becomes its integer form, every CPU node reads dequantised
 * floats. Calibration nodes give the scales and disappear.
 *
 * Conditions: thresholds of nodes that share a scale are equal already. Formula: docs/semantics.md.
 */
export class Quantise implements Pass<'calibrated', 'quantized'> {
  readonly name = 'quantise';
  readonly summary = 'Turns BPU nodes into integer ops, with Quantize and Dequantize where data crosses to the CPU.';

  constructor(
    private readonly inputs: readonly FedInput[],
    private readonly options: QuantiseOptions = {},
  ) {}

  run(graph: Graph<'calibrated'>): Graph<'quantized'> {
    const target = new IntegerGraph(graph, this.options.integerOutputs);
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
    const layers = new Map(
      this.options.layerOutputs
        ? convolutions(graph).map(({ id, outputs }) => [id, target.requireReal(outputs[0])] as const)
        : [],
    );
    return target.draft.build({
      name: graph.name,
      outputs: [...new Set([...graph.outputs, ...layers.values()])],
      metadata: { ...graph.metadata, ...layerMetadata(layers) },
    });
  }
}

function quantiseNode(node: Node, target: IntegerGraph): void {
  if (!node.op.integer) throw new Error(`${node.op.name} "${node.id}" was placed on the BPU and has no integer form`);
  const results = node.op.integer.quantise(new NodeSite(node, target));
  node.outputs.forEach((output, i) => target.setInteger(output, results[i]));
}
