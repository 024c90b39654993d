import { type Graph, type GraphPatch, type GraphView, type Node, type ValueId } from '@openbpu/ir';
import { Conv, PRelu } from '@openbpu/ops';
import { tensorsAsked, tensorsWithin } from '../place/asked-tensors';
import { type TypeRules, whyInt8, whyNodeInt8 } from '../place/integer-types';
import { isNamed, namesOf, namesOn } from '../place/requests';
import { isRefused, isRefusedAsked } from './for-march';

/** Other ways to write a node, the best first; none where it has none. */
export type OtherForms = (node: Node, graph: Graph<'original'>) => readonly GraphPatch[];

/**
 * Offers other ways to write each node of which a request wants int16 that the march does not give it as it stands. The
 * first is taken that the march carries out, with int16 for all that lies within it and for a tensor that was in
 * want. A node that is asked onto the CPU is never touched, nor any where nobody asks for int16.
 */
export function forInt16(graph: Graph<'original'>, rules: TypeRules, formsOf: OtherForms): Graph<'original'> {
  let current = graph;
  for (const { id } of graph.nodes) {
    const node = current.node(id)!;
    const wanting = tensorsInWant(node, current, rules);
    if (wanting.length === 0) continue;
    for (const patch of formsOf(node, current)) {
      const written = current.apply(patch);
      if (!carries(patch, wanting, written, rules)) continue;
      current = written;
      break;
    }
  }
  return current;
}

/** Tensors of a node that are asked to be int16, and that it cannot have so. */
function tensorsInWant(node: Node, graph: GraphView, rules: TypeRules): readonly ValueId[] {
  const { nodes: requests = [] } = rules.requests;
  if (isNamed(node, namesOn(rules.requests, 'CPU'))) return [];
  const names = namesOf(node);
  const asked = requests
    .filter(({ node: name }) => names.has(name))
    .flatMap((request) => tensorsAsked(request, [node], graph, 'int16').map(({ id }) => id));
  return asked.filter((id) => refuses(node, graph, rules) || whyNodeInt8(node, id, graph, rules) !== undefined);
}

/** Whether the march carries a patch out, with int16 within it and for one of the tensors that want it. */
function carries({ nodes = [] }: GraphPatch, wanting: readonly ValueId[], graph: GraphView, rules: TypeRules): boolean {
  if (nodes.some((node) => refuses(node, graph, rules))) return false;
  const settled = (node: Node) =>
    !isNamed(node, namesOn(rules.requests, 'CPU')) && !refuses(node, graph, rules) && !mayChange(node, graph, rules);
  const against = whyInt8(graph, settled, rules);
  const allowed = (id: ValueId) => against(id) === undefined;
  return [...tensorsWithin(nodes, graph)].every(allowed) && wanting.some(allowed);
}

/** Whether a neighbour is one that may itself be written in another form, so that what it refuses now says nothing. */
function mayChange(node: Node, graph: GraphView, rules: TypeRules): boolean {
  return (PRelu.is(node) || isDilated(node)) && tensorsInWant(node, graph, rules).length > 0;
}

/** Whether a node is a convolution with a dilation above 1. */
export function isDilated(node: Node): boolean {
  return Conv.is(node) && node.attrs.dilations.some((dilation) => dilation > 1);
}

function refuses(node: Node, graph: GraphView, { constraints, policy, requests }: TypeRules): boolean {
  const by = isNamed(node, namesOn(requests, 'BPU')) ? isRefusedAsked : isRefused;
  return by({ constraints, policy }, node, graph);
}
