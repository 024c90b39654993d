import { type Diagnostic, fail, nearest } from '@openbpu/diagnostics';
import type { GraphProto, NodeProto } from '@openbpu/onnx';
import { IMPORT_ONNX } from '../catalogue';
import { type PlacedNode, readsOf } from './inner-graphs';
import { nodeOrigin } from './node-origin';

/** The nodes of a graph that its outputs need, producers before readers, and the names of the others. */
export interface LiveNodes {
  readonly nodes: readonly PlacedNode[];
  readonly dead: readonly string[];
}

/** Whether a name that a graph does not give itself stands for a value around it. */
export type ReadsOutside = (name: string) => boolean;

/**
 * Finds them from the outputs. Throws DiagnosticError when a value is given twice, when nodes wait for each other in a
 * circle, and when something reads a value that nothing gives, or a sparse tensor.
 */
export function liveNodes(graph: GraphProto, file: string, outside: ReadsOutside = () => false): LiveNodes {
  const producers = new Map<string, NodeProto>();
  const twice = graph.input.find(({ name }, i) => graph.input.findIndex((other) => other.name === name) !== i);
  if (twice)
    fail(
      IMPORT_ONNX.malformed(
        { problem: `two inputs are named "${twice.name ?? ''}"` },
        { name: twice.name ?? '', file },
      ),
    );
  const given = new Set([...graph.input, ...graph.initializer].map(({ name = '' }) => name));
  const sparse = new Set(graph.sparseInitializer.map(({ values }) => values?.name ?? ''));
  for (const node of graph.node) {
    for (const output of node.output) {
      if (output === '') continue;
      if (given.has(output))
        fail(
          IMPORT_ONNX.malformed(
            { problem: `a node gives "${output}", which is an input or an initialiser` },
            nodeOrigin(node, file),
          ),
        );
      if (producers.has(output))
        fail(IMPORT_ONNX.malformed({ problem: `two nodes give "${output}"` }, nodeOrigin(node, file)));
      producers.set(output, node);
    }
  }
  const order: NodeProto[] = [];
  const state = new Map<NodeProto, 'open' | 'done'>();
  const stack: { node: NodeProto; reads: readonly string[]; next: number }[] = [];
  const undefinedValue = (value: string, node?: NodeProto): Diagnostic => {
    const origin = node ? nodeOrigin(node, file) : { name: value, file };
    if (sparse.has(value)) return IMPORT_ONNX.notATensor({ value, kind: 'a sparse tensor' }, origin);
    const like = nearest(value, [...producers.keys(), ...given]);
    return IMPORT_ONNX.undefinedValue(
      { node: origin.name, opType: node?.opType ?? '', value, ...(like ? { nearest: like } : {}) },
      origin,
    );
  };
  const enter = (value: string, reader?: NodeProto): void => {
    const node =
      value === '' || given.has(value) || (!producers.has(value) && outside(value))
        ? undefined
        : (producers.get(value) ?? fail(undefinedValue(value, reader)));
    if (!node || state.get(node) === 'done') return;
    if (state.get(node) === 'open')
      fail(
        IMPORT_ONNX.malformed(
          { problem: `node "${nodeOrigin(node, file).name}" waits for itself` },
          nodeOrigin(node, file),
        ),
      );
    state.set(node, 'open');
    stack.push({ node, reads: readsOf(node), next: 0 });
  };
  for (const { name = '' } of graph.output) {
    if (name === '')
      fail(IMPORT_ONNX.malformed({ problem: 'an output of the graph has no name' }, { name: file, file }));
    enter(name);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (top.next < top.reads.length) {
        enter(top.reads[top.next++], top.node);
        continue;
      }
      stack.pop();
      state.set(top.node, 'done');
      order.push(top.node);
    }
  }
  const nodes = isSorted(order, graph.node, producers) ? graph.node.filter((node) => state.has(node)) : order;
  const dead = graph.node.filter((node) => !state.has(node)).map((node) => nodeOrigin(node, file).name);
  return { nodes, dead };
}

/** Whether the file lists producers before readers, as it should: its own order is then kept. */
function isSorted(
  live: readonly NodeProto[],
  all: readonly NodeProto[],
  producers: ReadonlyMap<string, NodeProto>,
): boolean {
  const position = new Map(all.map((node, i) => [node, i]));
  return live.every((node) =>
    readsOf(node).every((id) => (position.get(producers.get(id) ?? node) ?? 0) <= (position.get(node) ?? 0)),
  );
}
