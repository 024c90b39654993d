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

/** Through every pass and the compiler, tiled for the features of the backend and shared by `cores`. */
export async function compiledNetwork(
  network: Graph<'imported'>,
  backend: Backend,
  cores = 1,
): Promise<CompiledNetwork> {
  const graph = await quantisedGraph(network, backend);
  return { graph, model: compiledFor(graph, backend, cores) };
}

/** A quantised network for so many cores, its function-calls no longer than `longestCallUs` where that is not 0. */
export function compiledFor(
  graph: Graph<'quantized'>,
  { features, lowering }: Pick<Backend, 'features' | 'lowering'>,
  cores: number,
  longestCallUs = 0,
): CompiledModel {
  return compile(graph, {
    features,
    lowering,
    cores,
    longestCallUs,
    fragment: (node, from) => encodeModel(fragment(node, from)),
  });
}
