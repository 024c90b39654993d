import type { Origin } from '@openbpu/diagnostics';
import type { Tensor, TensorType } from '@openbpu/tensor';
import type { GraphView } from './graph';
import { NameSpace } from './name-space';
import { type Node, type NodeId, type Placement, type Value, type ValueId, ABSENT } from './node';
import type { OpDef, RawAttrs } from './op';

/** A proposed change, as data. Applied by a transaction, which checks it. */
export interface GraphPatch {
  /** What is done, in words, with the user's names: `fold BatchNormalization "bn1" into "conv1"`. */
  readonly label: string;
  readonly remove?: readonly NodeId[];
  readonly nodes?: readonly Node[];
  /** New values, or known ones with another type or elements. */
  readonly values?: readonly Value[];
  /**
   * Every reader of the key reads the value instead; nodes of this very patch read what they say. Where the key is an
   * output of the graph its name must stay, so the other value takes the key's name.
   */
  readonly replace?: ReadonlyMap<ValueId, ValueId>;
  /** New inputs of the graph, in place of the old. */
  readonly inputs?: readonly ValueId[];
  readonly outputs?: readonly ValueId[];
}

/** What a new node is made from; output types are inferred unless given. */
export interface NodeDraft<A> {
  readonly id: NodeId;
  readonly op: OpDef<A>;
  readonly inputs: readonly ValueId[];
  readonly attrs?: RawAttrs;
  /** Names of the outputs; default: one output named like the node. */
  readonly outputs?: readonly ValueId[];
  readonly types?: readonly TensorType[];
  readonly origins?: readonly Origin[];
  readonly placement?: Placement;
}

/** Writes a patch step by step against a graph, inferring types as it goes. */
export class PatchBuilder {
  private readonly removed: NodeId[] = [];
  private readonly nodes: Node[] = [];
  private readonly values = new Map<ValueId, Value>();
  private readonly replaced = new Map<ValueId, ValueId>();
  private readonly names = new NameSpace(
    [],
    (name) => this.values.has(name) || this.isValue(name) || this.graph.node(name) !== undefined,
  );
  private inputs?: readonly ValueId[];
  private outputs?: readonly ValueId[];

  constructor(
    private readonly graph: GraphView,
    private readonly label: string,
  ) {}

  /** Adds a node and gives the names of its outputs. Throws what `parseAttrs` and `infer` throw. */
  node<A>(draft: NodeDraft<A>): readonly ValueId[] {
    const attrs = draft.op.parseAttrs(draft.attrs ?? {});
    const outputs = draft.outputs ?? [draft.id];
    const types =
      draft.types ??
      draft.op.infer(
        draft.inputs.map((id) => (id === ABSENT ? undefined : this.typeOf(id))),
        attrs,
      );
    outputs.forEach((id, i) => this.values.set(id, { id, type: types[i] }));
    const { id, op, inputs, origins = [], placement } = draft;
    this.nodes.push({ id, op, attrs, inputs, outputs, origins, ...(placement ? { placement } : {}) });
    return outputs;
  }

  /**
   * Adds a constant; the name gets a number when it is taken. A constant that only nodes removed before by this patch
   * read has given its name up: the new one takes its place, and no node of this patch may read the old one.
   */
  constant(name: string, tensor: Tensor, type: Partial<TensorType> = {}): ValueId {
    const id = this.free(name);
    this.values.set(id, {
      id,
      type: { dtype: tensor.dtype, shape: tensor.shape, layout: 'none', ...type },
      constant: tensor,
    });
    return id;
  }

  /** Declares or redefines a value, e.g. a new graph input. */
  value(value: Value): this {
    this.values.set(value.id, value);
    return this;
  }

  remove(...nodes: readonly Node[]): this {
    for (const node of nodes) this.removed.push(node.id);
    return this;
  }

  /** Readers of `old` read `by`. */
  replace(old: ValueId, by: ValueId): this {
    this.replaced.set(old, by);
    return this;
  }

  setInputs(inputs: readonly ValueId[]): this {
    this.inputs = inputs;
    return this;
  }

  setOutputs(outputs: readonly ValueId[]): this {
    this.outputs = outputs;
    return this;
  }

  /**
   * `name`, or `name_1`, `name_2`, … when it is already a node's or a value's, other than a constant that only nodes
   * removed before by this patch read. This patch's own from now on.
   */
  free(name: string): string {
    return this.names.free(name);
  }

  /** Whether the graph has such a value, and needs it beside this patch. */
  private isValue(id: ValueId): boolean {
    if (!this.graph.hasValue(id)) return false;
    if (!this.graph.value(id).constant || this.graph.isOutput(id)) return true;
    return this.graph.consumers(id).some((node) => !this.removed.includes(node.id));
  }

  typeOf(id: ValueId): TensorType {
    return (this.values.get(id) ?? this.graph.value(id)).type;
  }

  build(): GraphPatch {
    return {
      label: this.label,
      remove: this.removed,
      nodes: this.nodes,
      values: [...this.values.values()],
      replace: this.replaced,
      ...(this.inputs ? { inputs: this.inputs } : {}),
      ...(this.outputs ? { outputs: this.outputs } : {}),
    };
  }
}
