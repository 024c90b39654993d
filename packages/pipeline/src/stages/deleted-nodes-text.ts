import type { DeletedNode } from './remove-nodes';

export const DELETED_NODES_FILE = 'deleted_nodes_info.txt';

/** Its text: a line a node, in the order of deletion, with what it read and gave. */
export function deletedNodesText(deleted: readonly DeletedNode[]): string {
  return deleted
    .map(({ name, type, side, from, to }) => `${name}  type: ${type}  at: ${side}  from: ${from}  to: ${to}\n`)
    .join('');
}
