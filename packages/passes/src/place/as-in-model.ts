import type { Node } from '@openbpu/ir';

/**
 * What a reason that speaks of `type` says besides, where the model has other operators in the place of the node:
 * "Gelu is Div, Erf, Add and Mul in the model", in the order of the model, each once. Nothing where one of them has the
 * name of the type, and where the reason does not name it.
 */
export function inModel({ origins }: Pick<Node, 'origins'>, type: string, reason = type): { readonly was?: string } {
  const kinds = [...new Set(origins.flatMap(({ kind }) => kind || []))];
  if (kinds.length === 0 || kinds.some((kind) => kind.toLowerCase() === type.toLowerCase())) return {};
  if (!reason.split(/\W+/).includes(type)) return {};
  const last = kinds[kinds.length - 1];
  const all = kinds.length === 1 ? last : `${kinds.slice(0, -1).join(', ')} and ${last}`;
  return { was: `${type} is ${all} in the model` };
}
