import type { Node, ValueId } from './node';

/** Producers before readers; nodes otherwise keep the order they are given in. Throws on a cycle. */
export function topologicalOrder(nodes: readonly Node[]): Node[] {
  const producers = new Map<ValueId, Node>();
  for (const node of nodes) for (const output of node.outputs) producers.set(output, node);
  const done = new Set<Node>();
  const open = new Set<Node>();
  const order: Node[] = [];
  const stack: { node: Node; next: number }[] = [];
  const enter = (node: Node) => {
    if (open.has(node)) throw new Error(`nodes depend on each other in a circle through "${node.id}"`);
    open.add(node);
    stack.push({ node, next: 0 });
  };
  for (const root of nodes) {
    if (!done.has(root)) enter(root);
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.next < top.node.inputs.length) {
        const producer = producers.get(top.node.inputs[top.next++]);
        if (producer && !done.has(producer)) enter(producer);
      } else {
        stack.pop();
        open.delete(top.node);
        done.add(top.node);
        order.push(top.node);
      }
    }
  }
  return order;
}
