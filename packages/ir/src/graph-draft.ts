import type { Tensor, TensorType } from '@openbpu/tensor';
import { type Graph, newGraph } from './graph';
import { NameSpace } from './name-space';
import { type Node, type Value, type ValueId, ABSENT } from './node';
import type { AnyOp } from './op';
import type { NodeDraft } from './patch';
import type { Stage } from './stage';
import { topologicalOrder } from './topological-order';
import { verified } from './verify';

export interface GraphDraftOptions {
  /** Names of values; those the draft must not make up, because they will be given later, are taken already. */
  readonly names?: NameSpace;
  /** Names of nodes. The same space as that of values where no node may be named like a value; default: its own. */
  readonly nodeNames?: NameSpace;
  /** Gives constants that nothing has written, e.g. the initialisers of a file; asked once, when first needed. */
  readonly constants?: (id: ValueId) => Tensor | undefined;
}

/** How a draft ends. */
export interface GraphDraftEnd {
  readonly name: string;
  readonly outputs: readonly ValueId[];
  readonly metadata?: Readonly<Record<string, string>>;
  /** Leaves out the nodes that no output needs. */
  readonly live?: boolean;
}

/**
 * A graph that is written node by node, with inferred types; for importers, and for passes that write a whole graph
 * anew. (A local change is a patch: see PatchBuilder.)
 *
 *     const draft = new GraphDraft('imported', { names: new NameSpace(namesOfTheModel) });
 *     draft.input('x', tensorType('float32', [1, 3]));
 *     const k = draft.constant('k', float32([], [2]));             // "k", or "k_1" where that is taken
 *     const [y] = draft.node({ id: draft.nodeNames.free('n'), op: Mul, inputs: ['x', k], origins });
 *     draft.alias('z', y);                                         // whoever reads z reads y
 *     draft.outputAs('z', Identity);                               // … but as an output z is a value of its own
 *     return draft.build({ name: 'net', outputs: ['z'] });
 *
 * A pass begins with `GraphDraft.of(graph, stage)`: all values of the graph are there and their names are taken; nodes
 * are written anew, or kept with `keep`; `build(graph)` gives it the name, outputs and metadata it had.
 *
 * Names made up come from `names.free` and `nodeNames.free`; names that are passed to `input`, `declare`,
 * `setConstant`, `alias` and `node` are used as they are.
 */
export class GraphDraft<S extends Stage> {
  readonly names: NameSpace;
  readonly nodeNames: NameSpace;
  private readonly values = new Map<ValueId, Value>();
  private readonly aliases = new Map<ValueId, ValueId>();
  private readonly written: Node[] = [];
  private readonly inputs: ValueId[] = [];
  private readonly constants: (id: ValueId) => Tensor | undefined;

  constructor(
    readonly stage: S,
    { names = new NameSpace(), nodeNames = new NameSpace(), constants = () => undefined }: GraphDraftOptions = {},
  ) {
    this.names = names;
    this.nodeNames = nodeNames;
    this.constants = constants;
  }

  /** A draft with the inputs and values of a graph and none of its nodes; no new name is that of a value or a node. */
  static of<S extends Stage>(graph: Graph, stage: S): GraphDraft<S> {
    const names = new NameSpace([...graph.values.keys(), ...graph.nodes.map(({ id }) => id)]);
    const draft = new GraphDraft(stage, { names, nodeNames: names });
    for (const value of graph.values.values()) draft.values.set(value.id, value);
    draft.inputs.push(...graph.inputs);
    return draft;
  }

  /** A graph at another stage with each of its nodes as `change` gives it, and all else as it was. */
  static mapped<S extends Stage>(graph: Graph, stage: S, change: (node: Node) => Node): Graph<S> {
    const draft = GraphDraft.of(graph, stage);
    for (const node of graph.nodes) draft.keep(change(node));
    return draft.build(graph);
  }

  /** What has been written, in the order of writing. */
  get nodes(): readonly Node[] {
    return this.written;
  }

  /** Adds an input of the graph. */
  input(id: ValueId, type: TensorType): void {
    this.declare({ id, type });
    this.inputs.push(id);
  }

  /** Declares a value, or a known one with another type or other elements. */
  declare(value: Value): void {
    this.names.take(value.id);
    this.values.set(value.id, value);
  }

  /** Says that a value is this constant. */
  setConstant(id: ValueId, tensor: Tensor, type: Partial<TensorType> = {}): void {
    this.declare({ id, type: { dtype: tensor.dtype, shape: tensor.shape, layout: 'none', ...type }, constant: tensor });
  }

  /** Adds a constant under a free name and gives the name. */
  constant(wanted: string, tensor: Tensor, type: Partial<TensorType> = {}): ValueId {
    const id = this.names.free(wanted);
    this.setConstant(id, tensor, type);
    return id;
  }

  /** Says that a name stands for another value: nodes that are written with it read that one. */
  alias(id: ValueId, of: ValueId): void {
    this.names.take(id);
    this.aliases.set(id, this.resolve(of));
  }

  /** The value a name stands for: itself, or the one it is an alias of. */
  resolve(id: ValueId): ValueId {
    return this.aliases.get(id) ?? id;
  }

  /** Gives a value another name, wherever it has been written so far. */
  rename(id: ValueId, name: ValueId): void {
    const value = this.value(id);
    const renamed = (each: ValueId) => (each === value.id ? name : each);
    this.values.delete(value.id);
    this.declare({ ...value, id: name });
    this.written.forEach((node, i) => {
      if (node.inputs.includes(value.id) || node.outputs.includes(value.id))
        this.written[i] = { ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) };
    });
  }

  /** Whether a name stands for a value that is there. */
  has(id: ValueId): boolean {
    return this.find(this.resolve(id)) !== undefined;
  }

  /** The value a name stands for. Throws when nothing has given it. */
  value(id: ValueId): Value {
    const name = this.resolve(id);
    const value = this.find(name);
    if (!value) throw new Error(`value "${name}" is read before anything gives it`);
    return value;
  }

  typeOf(id: ValueId): TensorType {
    return this.value(id).type;
  }

  /** Adds a node and gives its outputs. Throws what `parseAttrs` and `infer` throw, and where it gives too few. */
  node<A>({ id, op, attrs: raw = {}, ...draft }: NodeDraft<A>): readonly ValueId[] {
    const { outputs = [id], origins = [], placement } = draft;
    const attrs = op.parseAttrs(raw);
    const inputs = draft.inputs.map((input) => (input === ABSENT ? ABSENT : this.resolve(input)));
    const types =
      draft.types ??
      op.infer(
        inputs.map((input) => (input === ABSENT ? undefined : this.typeOf(input))),
        attrs,
      );
    if (types.length < outputs.length)
      throw new RangeError(`${op.name} gives ${types.length} of the ${outputs.length} outputs asked for`);
    outputs.forEach((output, i) => this.declare({ id: output, type: types[i] }));
    this.keep({ id, op, attrs, inputs, outputs, origins, ...(placement ? { placement } : {}) });
    return outputs;
  }

  /** Adds a node that is finished; its outputs must have been declared when the graph is built. */
  keep(node: Node): void {
    this.nodeNames.take(node.id);
    this.written.push(node);
  }

  /**
   * Prepares a name to be an output of the graph: one that stands for a constant or for another value becomes a copy of
   * it. Nodes that read such a constant read it under another name.
   */
  outputAs(id: ValueId, copy: AnyOp): void {
    const value = this.value(id);
    if (value.id === id && value.constant === undefined) return;
    let source = value.id;
    if (value.constant) {
      source = this.constant(`${id}_value`, value.constant, value.type);
      this.written.forEach((node, i) => {
        if (node.inputs.includes(id))
          this.written[i] = { ...node, inputs: node.inputs.map((input) => (input === id ? source : input)) };
      });
    }
    this.aliases.delete(id);
    this.declare({ id, type: value.type });
    this.keep({
      id: this.nodeNames.free(`${copy.name}_${id}`),
      op: copy,
      attrs: copy.parseAttrs({}),
      inputs: [source],
      outputs: [id],
      origins: [{ name: id }],
    });
  }

  /**
   * The finished graph: producers before readers, otherwise in the order of writing, with the values that something
   * mentions. Throws MalformedGraph where it is not well formed.
   */
  build({ name, outputs, metadata, live = false }: GraphDraftEnd): Graph<S> {
    const sorted = topologicalOrder(this.written);
    const nodes = live ? needed(sorted, outputs) : sorted;
    const used = new Set<ValueId>([...this.inputs, ...outputs]);
    for (const node of nodes) for (const id of [...node.inputs, ...node.outputs]) used.add(id);
    const values = new Map([...this.values].filter(([id]) => used.has(id)));
    const { stage, inputs } = this;
    return verified(newGraph({ stage, name, nodes, values, inputs, outputs, ...(metadata ? { metadata } : {}) }));
  }

  private find(id: ValueId): Value | undefined {
    const known = this.values.get(id);
    if (known) return known;
    const constant = this.constants(id);
    if (constant) this.setConstant(id, constant);
    return this.values.get(id);
  }
}

/** The nodes, producers before readers, that the outputs need. */
function needed(nodes: readonly Node[], outputs: readonly ValueId[]): Node[] {
  const read = new Set<ValueId>(outputs);
  return nodes
    .toReversed()
    .filter((node) => {
      const live = node.outputs.some((id) => read.has(id));
      if (live) node.inputs.forEach((id) => read.add(id));
      return live;
    })
    .reverse();
}
