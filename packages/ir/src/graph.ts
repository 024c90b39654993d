import type { Tensor, TensorType } from '@openbpu/tensor';
import type { Node, NodeId, Value, ValueId } from './node';
import type { GraphPatch } from './patch';
import type { Stage } from './stage';
import { Transaction } from './transaction';

/** What may be read of a graph, finished or in the middle of a transaction. */
export interface GraphView {
  readonly name: string;
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
  /** In topological order. */
  readonly nodes: readonly Node[];
  node(id: NodeId): Node | undefined;
  /** Throws when there is no such value: a bug of the caller. */
  value(id: ValueId): Value;
  hasValue(id: ValueId): boolean;
  producer(id: ValueId): Node | undefined;
  /** The nodes that read a value, each once. */
  consumers(id: ValueId): readonly Node[];
  isOutput(id: ValueId): boolean;
}

/** What a graph is made of. */
export interface GraphParts<S extends Stage> {
  readonly stage: S;
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly values: ReadonlyMap<ValueId, Value>;
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
  /** Facts that travel with the model into every file written from it, e.g. the input types. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Makes a graph of parts that nobody has verified: for the makers of graphs in this package alone. */
export let newGraph: <S extends Stage>(parts: GraphParts<S>) => Graph<S>;

/**
 * An immutable graph at a stage, well formed: written node by node through a GraphDraft, read from text by
 * `parseGraph`, or changed by labelled patches in a Transaction, each of which verifies what it gives.
 */
export class Graph<S extends Stage = Stage> implements GraphView {
  readonly stage: S;
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly values: ReadonlyMap<ValueId, Value>;
  readonly inputs: readonly ValueId[];
  readonly outputs: readonly ValueId[];
  readonly metadata: Readonly<Record<string, string>>;
  private index?: { nodes: Map<NodeId, Node>; producers: Map<ValueId, Node>; consumers: Map<ValueId, Node[]> };

  static {
    newGraph = (parts) => new Graph(parts);
  }

  private constructor(parts: GraphParts<S>) {
    this.stage = parts.stage;
    this.name = parts.name;
    this.nodes = parts.nodes;
    this.values = parts.values;
    this.inputs = parts.inputs;
    this.outputs = parts.outputs;
    this.metadata = parts.metadata ?? {};
  }

  node(id: NodeId): Node | undefined {
    return this.indexed().nodes.get(id);
  }

  value(id: ValueId): Value {
    const value = this.values.get(id);
    if (!value) throw new Error(`graph ${this.name} has no value "${id}"`);
    return value;
  }

  hasValue(id: ValueId): boolean {
    return this.values.has(id);
  }

  producer(id: ValueId): Node | undefined {
    return this.indexed().producers.get(id);
  }

  consumers(id: ValueId): readonly Node[] {
    return this.indexed().consumers.get(id) ?? [];
  }

  isOutput(id: ValueId): boolean {
    return this.outputs.includes(id);
  }

  /** One patch as a transaction of its own. */
  apply(patch: GraphPatch): Graph<S> {
    return this.transaction().apply(patch).commit();
  }

  /** Opens a transaction: patches are applied to a working copy and verified whole at `commit`. */
  transaction(): Transaction<S> {
    return new Transaction(this);
  }

  /** The same graph, now at another stage, with further metadata. */
  at<T extends Stage>(stage: T, metadata: Readonly<Record<string, string>> = {}): Graph<T> {
    return new Graph<T>({ ...this.parts(), stage, metadata: { ...this.metadata, ...metadata } });
  }

  parts(): GraphParts<S> {
    const { stage, name, nodes, values, inputs, outputs, metadata } = this;
    return { stage, name, nodes, values, inputs, outputs, metadata };
  }

  private indexed() {
    if (this.index) return this.index;
    const nodes = new Map<NodeId, Node>();
    const producers = new Map<ValueId, Node>();
    const consumers = new Map<ValueId, Node[]>();
    for (const node of this.nodes) {
      nodes.set(node.id, node);
      for (const output of node.outputs) producers.set(output, node);
      for (const input of new Set(node.inputs)) {
        const readers = consumers.get(input);
        if (readers) readers.push(node);
        else consumers.set(input, [node]);
      }
    }
    this.index = { nodes, producers, consumers };
    return this.index;
  }
}

/** The elements behind a value, or undefined when it is absent or computed. */
export function constantOf(graph: GraphView, id: ValueId): Tensor | undefined {
  return id === '' ? undefined : graph.value(id).constant;
}

/** Types of a node's inputs; undefined where an optional input is absent. */
export function inputTypes(graph: GraphView, node: Node): (TensorType | undefined)[] {
  return node.inputs.map((id) => (id === '' ? undefined : graph.value(id).type));
}

export function outputTypes(graph: GraphView, node: Node): TensorType[] {
  return node.outputs.map((id) => graph.value(id).type);
}
