import { sizeOf } from '@openbpu/tensor';
import { type Graph, type GraphView, newGraph } from './graph';
import { type Node, type NodeId, type Value, type ValueId, ABSENT } from './node';
import type { GraphPatch } from './patch';
import type { Stage } from './stage';
import { type StatedRange, statedMetadata, statedRanges, withoutRanges } from './stated-ranges';
import { topologicalOrder } from './topological-order';
import { verifyGraph } from './verify';

/** Raised when a patch does not fit the graph: a bug of the pass that proposed it, never of the user. */
export class PatchError extends Error {}

/**
 * A working copy that patches are applied to, one after the other, each checked locally in time proportional to the
 * patch. `commit` sorts, drops values nobody mentions, and verifies the whole.
 */
export class Transaction<S extends Stage> implements GraphView {
  readonly name: string;
  readonly labels: string[] = [];
  private readonly nodesById = new Map<NodeId, Node>();
  private readonly values: Map<ValueId, Value>;
  private readonly producers = new Map<ValueId, NodeId>();
  private readonly readers = new Map<ValueId, Set<NodeId>>();
  private graphInputs: readonly ValueId[];
  private graphOutputs: readonly ValueId[];
  private sorted?: readonly Node[];
  private readonly ranges: Map<ValueId, StatedRange>;

  constructor(private readonly base: Graph<S>) {
    this.name = base.name;
    this.values = new Map(base.values);
    this.graphInputs = base.inputs;
    this.graphOutputs = base.outputs;
    for (const node of base.nodes) this.link(node);
    this.sorted = base.nodes;
    this.ranges = new Map(statedRanges(base.metadata));
  }

  get inputs(): readonly ValueId[] {
    return this.graphInputs;
  }

  get outputs(): readonly ValueId[] {
    return this.graphOutputs;
  }

  get nodes(): readonly Node[] {
    return (this.sorted ??= topologicalOrder([...this.nodesById.values()]));
  }

  node(id: NodeId): Node | undefined {
    return this.nodesById.get(id);
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
    const node = this.producers.get(id);
    return node === undefined ? undefined : this.nodesById.get(node);
  }

  consumers(id: ValueId): readonly Node[] {
    return Array.from(this.readers.get(id) ?? [], (node) => this.nodesById.get(node)).filter(
      (node) => node !== undefined,
    );
  }

  isOutput(id: ValueId): boolean {
    return this.graphOutputs.includes(id);
  }

  /** Applies one patch. Throws PatchError when it does not fit; the working copy is then of no further use. */
  apply(patch: GraphPatch): this {
    const reject = (why: string): never => {
      throw new PatchError(`patch "${patch.label}": ${why}`);
    };
    this.sorted = undefined;
    for (const id of patch.remove ?? []) {
      const removed = this.nodesById.get(id) ?? reject(`there is no node "${id}" to remove`);
      if (this.ranges.size > 0 && this.movesAll(removed)) this.stateAlso(removed.outputs[0], removed.inputs[0]);
      this.unlink(removed);
    }
    for (const value of patch.values ?? []) this.values.set(value.id, value);
    for (const node of patch.nodes ?? []) {
      if (this.nodesById.has(node.id)) reject(`there are two nodes "${node.id}"`);
      for (const output of node.outputs) if (this.producers.has(output)) reject(`two nodes produce "${output}"`);
      this.link(node);
    }
    if (patch.inputs) this.graphInputs = patch.inputs;
    if (patch.outputs) this.graphOutputs = patch.outputs;
    const written = new Set((patch.nodes ?? []).map((node) => node.id));
    for (const [old, by] of patch.replace ?? []) this.replace(old, by, written, reject);
    for (const node of patch.nodes ?? []) {
      for (const id of node.inputs)
        if (id !== ABSENT && !this.values.has(id)) reject(`node "${node.id}" reads "${id}", which does not exist`);
    }
    this.labels.push(patch.label);
    return this;
  }

  /** The patched graph. Throws PatchError when it is not well formed. */
  commit(): Graph<S> {
    const { nodes, graphInputs: inputs, graphOutputs: outputs } = this;
    const used = new Set<ValueId>([...inputs, ...outputs]);
    for (const node of nodes) for (const id of [...node.inputs, ...node.outputs]) used.add(id);
    const values = new Map([...this.values].filter(([id]) => used.has(id)));
    const stated = statedMetadata(new Map([...this.ranges].filter(([id]) => used.has(id))));
    const metadata = this.ranges.size === 0 ? this.base.metadata : { ...withoutRanges(this.base.metadata), ...stated };
    const graph = newGraph<S>({ ...this.base.parts(), nodes, values, inputs, outputs, metadata });
    const complaints = verifyGraph(graph);
    if (complaints.length > 0)
      throw new PatchError(
        `after ${this.labels.length} patches (last "${this.labels.at(-1)}"): ${complaints.join('; ')}`,
      );
    return graph;
  }

  private replace(old: ValueId, by: ValueId, written: ReadonlySet<NodeId>, reject: (why: string) => never): void {
    if (!this.values.has(by)) reject(`"${old}" is replaced by "${by}", which does not exist`);
    if (!this.isOutput(old)) {
      this.stateAlso(old, by);
      return this.redirect(old, by, written);
    }
    const producer =
      this.producer(by) ?? reject(`output "${old}" cannot be replaced by "${by}", which no node produces`);
    if (this.isOutput(by)) reject(`outputs "${old}" and "${by}" cannot become one`);
    this.unlink(producer);
    this.values.set(old, { ...this.value(by), id: old });
    this.link({ ...producer, outputs: producer.outputs.map((id) => (id === by ? old : id)) });
    this.redirect(by, old, new Set());
    this.stateAlso(by, old);
  }

  /** Whether a node gives every element of the one tensor it reads, in another order. */
  private movesAll({ op, inputs, outputs }: Node): boolean {
    if (!op.onlyMoves || inputs.length !== 1 || outputs.length !== 1) return false;
    return sizeOf(this.value(inputs[0]).type.shape) === sizeOf(this.value(outputs[0]).type.shape);
  }

  /** What is stated of a tensor holds of the one that takes its place, unless that has a range of its own. */
  private stateAlso(old: ValueId, by: ValueId): void {
    const range = this.ranges.get(old);
    if (range && !this.ranges.has(by)) this.ranges.set(by, range);
  }

  private redirect(old: ValueId, by: ValueId, except: ReadonlySet<NodeId>): void {
    for (const reader of this.consumers(old)) {
      if (except.has(reader.id)) continue;
      this.unlink(reader);
      this.link({ ...reader, inputs: reader.inputs.map((id) => (id === old ? by : id)) });
    }
  }

  private link(node: Node): void {
    this.nodesById.set(node.id, node);
    for (const output of node.outputs) this.producers.set(output, node.id);
    for (const input of node.inputs) {
      const readers = this.readers.get(input);
      if (readers) readers.add(node.id);
      else this.readers.set(input, new Set([node.id]));
    }
  }

  private unlink(node: Node): void {
    this.nodesById.delete(node.id);
    for (const output of node.outputs) if (this.producers.get(output) === node.id) this.producers.delete(output);
    for (const input of node.inputs) this.readers.get(input)?.delete(node.id);
  }
}
