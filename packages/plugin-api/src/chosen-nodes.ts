import { nearest } from '@openbpu/diagnostics';

/** A node of a foreign model, as a user may choose it for an output of the model. */
export interface NamedNode {
  /** Every name it is known by; the first is the one that messages use. */
  readonly names: readonly string[];
  /** The tensors it gives. */
  readonly gives: readonly string[];
  /** The node around it: what stands in a branch or a body gives nothing to the model outside. */
  readonly inside?: string;
}

/** Why no node can be chosen by a name. */
export interface RefusedName {
  readonly name: string;
  readonly problem: string;
  readonly hint: string;
}

/** What the names of a recipe choose. */
export interface ChosenNodes<N extends NamedNode> {
  /** In the order of the names, each once. */
  readonly chosen: readonly N[];
  readonly refused: readonly RefusedName[];
  /** Names that several nodes have; all of these are chosen. */
  readonly shared: readonly { readonly name: string; readonly count: number }[];
}

/** Finds the nodes of these names; `inputs` are those of the model, which are no nodes. */
export function chosenNodes<N extends NamedNode>(
  names: readonly string[],
  nodes: readonly N[],
  inputs: readonly string[],
): ChosenNodes<N> {
  const byName = new Map<string, N[]>();
  for (const node of nodes)
    for (const name of new Set(node.names)) byName.set(name, [...(byName.get(name) ?? []), node]);
  const chosen = new Set<N>();
  const refused: RefusedName[] = [];
  const shared: { name: string; count: number }[] = [];
  for (const name of new Set(names)) {
    const named = byName.get(name) ?? [];
    const found = named.filter(({ gives, inside }) => inside === undefined && gives.length > 0);
    found.forEach((node) => chosen.add(node));
    if (found.length === 0) refused.push({ name, ...whyNone(name, named[0], nodes, inputs) });
    if (found.length > 1) shared.push({ name, count: found.length });
  }
  return { chosen: [...chosen], refused, shared };
}

function whyNone(
  name: string,
  named: NamedNode | undefined,
  nodes: readonly NamedNode[],
  inputs: readonly string[],
): Omit<RefusedName, 'name'> {
  if (named?.inside !== undefined)
    return {
      problem: `it stands inside the node "${named.inside}", and is no output that the model outside could have`,
      hint: `choose "${named.inside}", or another node outside of it`,
    };
  if (named) return { problem: 'it gives nothing', hint: 'choose a node that it reads from' };
  const giver = nodes.find(({ gives, inside }) => inside === undefined && gives.includes(name));
  if (giver)
    return {
      problem: 'that is the name of a tensor, and nodes are chosen by their own',
      hint: `write "${giver.names[0]}", the node that gives it`,
    };
  if (inputs.includes(name))
    return { problem: 'it is an input of the model', hint: 'leave it out: only nodes can be chosen' };
  const outside = nodes.filter(({ gives, inside }) => inside === undefined && gives.length > 0);
  const like = nearest(
    name,
    outside.flatMap(({ names }) => names),
  );
  return {
    problem: 'the model has no node of this name',
    hint: like === undefined ? 'use the name of a node as checker lists it' : `did you mean "${like}"?`,
  };
}
