import { removeNodes } from '@openbpu/board';
import { type CompiledModel, compile } from '@openbpu/compiler';
import type { Graph } from '@openbpu/ir';
import { encodeModel, fragment } from '@openbpu/onnx';
import { pack } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import { fedInput, quantisedGraph } from './quantised-graph';
import type { NetworkSettings } from './settings';

/** A network as it runs on a march, and the graph it was compiled from. */
export interface CompiledNetwork {
  readonly model: CompiledModel;
  readonly graph: Graph<'quantized'>;
  /** Steps that are removed from its edges; none where it is absent. */
  readonly without?: ReadonlySet<string>;
}

/** Through every pass and the compiler, as its settings ask, tiled for the features of the backend. */
export async function compiledNetwork(
  network: Graph<'imported'>,
  backend: Backend,
  settings: NetworkSettings = {},
): Promise<CompiledNetwork> {
  const graph = await quantisedGraph(network, backend, settings);
  const model = compiledFor(graph, backend, 1);
  const { removed = [] } = settings;
  if (removed.length === 0) return { graph, model };
  const inputs = [fedInput(network, settings)];
  const whole = pack(model, graph, { inputs, versions: {}, recipe: {}, deletedNodes: [] });
  const { deleted } = removeNodes(whole, { types: removed, names: [] });
  return { graph, model, without: new Set(deleted.map(({ name }) => name)) };
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
