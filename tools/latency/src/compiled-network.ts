import { type CompiledModel, compile } from '@openbpu/compiler';
import type { Graph } from '@openbpu/ir';
import { encodeModel, fragment } from '@openbpu/onnx';
import type { Backend } from '@openbpu/plugin-api';
import { quantisedGraph } from './quantised-graph';

/** A network as it runs on a march, and the graph it was compiled from. */
export interface CompiledNetwork {
  readonly model: CompiledModel;
  readonly graph: Graph<'quantized'>;
}

/** Through every pass and the compiler, tiled for the features of the backend. */
export async function compiledNetwork(network: Graph<'imported'>, backend: Backend): Promise<CompiledNetwork> {
  const graph = await quantisedGraph(network, backend);
  const { features, lowering } = backend;
  return {
    graph,
    model: compile(graph, { features, lowering, fragment: (node, from) => encodeModel(fragment(node, from)) }),
  };
}
