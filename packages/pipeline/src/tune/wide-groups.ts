import type { NodeInfo, Recipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, type GraphView, type OpSet, type ValueId, userName } from '@openbpu/ir';
import { type PlacementRequests, Place, activationType, calibratedActivations } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import { nodeRequests, outputType } from '../node-requests';

export type NodeInfos = Readonly<Record<string, NodeInfo>>;

/** Tensors that become int16 together where a recipe asks for it. */
export interface WideGroup {
  /** What is asked: a node, whose output it is, or an input of one, `<node>/InputType0`. */
  readonly name: string;
  readonly tensors: readonly ValueId[];
  /** What the recipe says then, beside all that it says already. */
  readonly infos: NodeInfos;
}

/** What can become int16, and what cannot, with the reason. */
export interface Widenable {
  readonly groups: readonly WideGroup[];
  readonly leftOut: readonly { readonly tensor: ValueId; readonly why: string }[];
}

/** What groups are looked for with. */
export interface WideningRules {
  readonly backend: Pick<Backend, 'constraints' | 'policy'>;
  readonly recipe: Recipe;
  readonly images: ReadonlySet<ValueId>;
  readonly ops: OpSet;
}

/**
 * The groups of int8 tensors of a placed graph that a line of node_info makes int16: each line is tried in placement,
 * so that whatever comes along with a tensor is in its group. What the user asks of a node stays: of a node whose
 * output has a type already, nothing else is asked.
 */
export function wideGroups(optimized: Graph<'optimized'>, rules: WideningRules): Widenable {
  const { recipe, images } = rules;
  const before = wideTensors(placed(optimized, recipe, rules).graph);
  const places = placesOf(optimized);
  const groups = new Map<string, WideGroup>();
  const leftOut: { tensor: ValueId; why: string }[] = [];
  for (const tensor of calibratedActivations(optimized)) {
    if (before.has(tensor) || images.has(tensor)) continue;
    const line = lineFor(tensor, optimized, recipe);
    if ('why' in line) {
      leftOut.push({ tensor, why: line.why });
      continue;
    }
    const { graph, sink } = placed(optimized, withInfos(recipe, [line]), rules);
    const tensors = [...wideTensors(graph)].filter((id) => !before.has(id));
    if (!tensors.includes(tensor)) leftOut.push({ tensor, why: whyNarrow(sink, tensor) });
    else if (placesOf(graph) !== places) leftOut.push({ tensor, why: 'nodes would run elsewhere' });
    else if (!groups.has(tensors.join('\n'))) groups.set(tensors.join('\n'), { ...line, tensors });
  }
  return { groups: [...groups.values()], leftOut };
}

/** A recipe that asks for groups too: what it says already goes before. */
export function withInfos(recipe: Recipe, groups: readonly Pick<WideGroup, 'infos'>[]): Recipe {
  const nodeInfo: Record<string, NodeInfo> = { ...recipe.model.nodeInfo };
  for (const { infos } of groups)
    for (const [node, info] of Object.entries(infos)) nodeInfo[node] = merged(nodeInfo[node] ?? {}, info);
  return { ...recipe, model: { ...recipe.model, nodeInfo } };
}

function merged(given: NodeInfo, more: NodeInfo): NodeInfo {
  const inputTypes = { ...more.inputTypes, ...given.inputTypes };
  return { ...more, ...given, ...(Object.keys(inputTypes).length > 0 ? { inputTypes } : {}) };
}

/** The line of node_info for a tensor: of the node on the BPU that gives it, else of one that reads it. */
function lineFor(
  tensor: ValueId,
  graph: GraphView,
  { model: { nodeInfo, setNodeDataType } }: Recipe,
): Omit<WideGroup, 'tensors'> | { readonly why: string } {
  const giver = graph.producer(tensor);
  const given = giver?.placement?.on === 'bpu';
  const asked = given ? giver : graph.consumers(tensor).find(({ placement }) => placement?.on === 'bpu');
  if (!asked) return { why: 'nothing on the BPU reads or gives it' };
  const node = userName(asked);
  const own = nodeInfo[node];
  const position = asked.inputs.indexOf(tensor);
  const type = given ? (own?.outputType ?? setNodeDataType[node]) : (own?.inputTypes?.[position] ?? own?.inputType);
  if (type !== undefined) return { why: `the recipe says ${type} of "${node}"` };
  if (own?.on === 'CPU') return { why: `the recipe asks "${node}" onto the CPU` };
  return given
    ? { name: node, infos: { [node]: { on: 'BPU', outputType: 'int16' } } }
    : { name: `${node}/InputType${position}`, infos: { [node]: { on: 'BPU', inputTypes: { [position]: 'int16' } } } };
}

function placed(
  optimized: Graph<'optimized'>,
  recipe: Recipe,
  { backend, images, ops }: WideningRules,
): { readonly graph: Graph<'optimized'>; readonly sink: CollectingSink } {
  const sink = new CollectingSink();
  const wanted = outputType(recipe);
  const requests: PlacementRequests = {
    nodes: nodeRequests(recipe),
    images,
    mayBeIdle: true,
    written: new Set(nodeRequests(recipe).map(({ node }) => node)),
    ...(wanted ? { outputType: wanted } : {}),
  };
  const place = new Place(backend.constraints, backend.policy, requests);
  const graph = place.run(optimized.at('original'), { ops, sink });
  return { graph, sink };
}

/** What placement said against a tensor. */
function whyNarrow({ diagnostics }: CollectingSink, tensor: ValueId): string {
  const against = diagnostics.find(({ facts }) => facts.tensor === tensor && typeof facts.why === 'string');
  return typeof against?.facts.why === 'string' ? against.facts.why : 'it stays int8';
}

function wideTensors(graph: GraphView): Set<ValueId> {
  return new Set(calibratedActivations(graph).filter((id) => activationType(graph, id) === 'int16'));
}

/** Which nodes are on the BPU. */
function placesOf({ nodes }: GraphView): string {
  return nodes.map(({ id, placement }) => `${id}:${placement?.on}`).join('\n');
}
