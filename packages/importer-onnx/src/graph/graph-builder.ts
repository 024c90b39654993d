import { fail } from '@openbpu/diagnostics';
import {
  type Node,
  type OpSet,
  type RawAttrs,
  type Value,
  type ValueId,
  ABSENT,
  Graph,
  verifyGraph,
} from '@openbpu/ir';
import { type DType, type Shape, type Tensor, type TensorType, isFloat, sizeOf, toNumbers } from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import type { ImportNode } from './import-node';
import type { Initialisers } from './initialisers';
import { MissingInput } from './missing-input';

/** Up to this many elements constants are made, whatever from. */
const FOLDED_ELEMENTS = 1 << 24;

/** Writes a graph node by node, inferring types as it goes. Nodes of constants alone are evaluated instead. */
export class GraphBuilder {
  private readonly values = new Map<ValueId, Value>();
  private readonly aliases = new Map<ValueId, ValueId>();
  private readonly nodes: Node[] = [];
  private readonly inputs: ValueId[] = [];
  private readonly nodeNames = new Set<string>();

  /** Names in `reserved` are the model's own: values this builder makes up keep off them. */
  constructor(
    private readonly ops: OpSet,
    private readonly initialisers: Initialisers,
    private readonly reserved: Set<string>,
  ) {}

  /** Whether the graph has an op of this name. */
  has(op: string): boolean {
    return this.ops.get(op) !== undefined;
  }

  input(id: ValueId, type: TensorType): void {
    this.values.set(id, { id, type });
    this.inputs.push(id);
  }

  /** The value a name of the model stands for: itself, or the one it is an alias of. */
  resolve(id: ValueId): ValueId {
    return this.aliases.get(id) ?? id;
  }

  /** Whether something gave this value already. */
  knows(id: ValueId): boolean {
    return this.values.has(this.resolve(id)) || this.initialisers.has(id);
  }

  typeOf(id: ValueId): TensorType {
    return this.value(id).type;
  }

  shapeOf(id: ValueId): Shape {
    return this.value(id).type.shape;
  }

  /** Whether all of the values that are given have this element type. */
  are(dtype: DType, ids: readonly ValueId[]): boolean {
    return ids.every((id) => id === ABSENT || this.typeOf(id).dtype === dtype);
  }

  /** The elements behind a value; undefined when it is computed, absent or left out. */
  constant(id: ValueId | undefined): Tensor | undefined {
    return id === undefined || id === ABSENT ? undefined : this.value(id).constant;
  }

  /** The elements of a constant as numbers; undefined when it is computed or absent. */
  numbers(id: ValueId | undefined): number[] | undefined {
    const tensor = this.constant(id);
    return tensor && toNumbers(tensor);
  }

  /** A name that is neither the model's nor taken. */
  fresh(name: string): ValueId {
    let id = name;
    for (let i = 1; this.values.has(id) || this.reserved.has(id); i++) id = `${name}_${i}`;
    this.reserved.add(id);
    return id;
  }

  /** A name for a node that no node has yet. */
  freshNodeName(name: string): string {
    let id = name;
    for (let i = 1; this.nodeNames.has(id); i++) id = `${name}_${i}`;
    this.nodeNames.add(id);
    return id;
  }

  /** Adds a constant named after the node. */
  addConstant(node: ImportNode, suffix: string, tensor: Tensor): ValueId {
    const id = this.fresh(`${node.name}_${suffix}`);
    this.setConstant(id, tensor);
    return id;
  }

  /** Says that a value of the model is this constant. */
  setConstant(id: ValueId, tensor: Tensor): void {
    this.values.set(id, { id, type: { dtype: tensor.dtype, shape: tensor.shape, layout: 'none' }, constant: tensor });
  }

  /** Says how the dimensions of a value are laid out where its op cannot know. */
  setLayout(id: ValueId, layout: TensorType['layout']): void {
    const value = this.value(id);
    this.values.set(value.id, { ...value, type: { ...value.type, layout } });
  }

  /** Says that a value of the model is another one under a new name. */
  alias(id: ValueId, of: ValueId): void {
    this.aliases.set(id, this.resolve(of));
  }

  /** Emits the op that stands for the node, under its name; `outputs` default to its first one. */
  emit(
    node: ImportNode,
    op: string,
    inputs: readonly ValueId[],
    attrs: RawAttrs = {},
    outputs: readonly ValueId[] = node.outputs.slice(0, 1),
  ): void {
    this.write(node, node.name, op, inputs, attrs, outputs);
  }

  /** Emits a step on the way, named `<node>_<suffix>`, and gives its output. */
  step(node: ImportNode, suffix: string, op: string, inputs: readonly ValueId[], attrs: RawAttrs = {}): ValueId {
    const output = this.fresh(`${node.name}_${suffix}`);
    this.write(node, this.freshNodeName(`${node.name}_${suffix}`), op, inputs, attrs, [output]);
    return output;
  }

  /** Emits the op that stands for the node, under its name, where one more follows; gives its output. */
  main(node: ImportNode, op: string, inputs: readonly ValueId[], attrs: RawAttrs = {}): ValueId {
    const output = this.fresh(`${node.outputs[0]}_${op}`);
    this.write(node, node.name, op, inputs, attrs, [output]);
    return output;
  }

  /** Emits what follows `main`, named `<node>_<suffix>`: it gives the first output of the node. */
  finish(node: ImportNode, suffix: string, op: string, inputs: readonly ValueId[], attrs: RawAttrs = {}): void {
    this.write(node, this.freshNodeName(`${node.name}_${suffix}`), op, inputs, attrs, node.outputs.slice(0, 1));
  }

  /** Reshapes a value as a step on the way; the value itself where it has the shape already. */
  reshaped(node: ImportNode, suffix: string, id: ValueId, shape: Shape): ValueId {
    const from = this.shapeOf(id);
    const same = from.length === shape.length && from.every((dim, i) => dim === shape[i]);
    return same ? id : this.step(node, suffix, 'Reshape', [id], { shape });
  }

  /** The graph of what the outputs need. Throws when it is not well formed: a bug of a mapping. */
  build(name: string, outputs: readonly ValueId[], metadata: Readonly<Record<string, string>>): Graph<'imported'> {
    outputs.forEach((id) => this.materialise(id));
    const needed = new Set<ValueId>(outputs);
    const nodes: Node[] = [];
    for (const node of [...this.nodes].reverse()) {
      if (!node.outputs.some((id) => needed.has(id))) continue;
      nodes.unshift(node);
      node.inputs.forEach((id) => needed.add(id));
    }
    const used = new Set<ValueId>([
      ...this.inputs,
      ...outputs,
      ...nodes.flatMap((node) => [...node.inputs, ...node.outputs]),
    ]);
    const values = new Map([...this.values].filter(([id]) => used.has(id)));
    const graph = new Graph<'imported'>({
      stage: 'imported',
      name,
      nodes,
      values,
      inputs: this.inputs,
      outputs,
      metadata,
    });
    const complaints = verifyGraph(graph);
    if (complaints.length > 0) throw new Error(`the imported graph is not well formed: ${complaints.join('; ')}`);
    return graph;
  }

  /**
   * An output that is a constant, an input or an alias gets a node that gives it; nodes that read such a constant read
   * it under another name.
   */
  private materialise(id: ValueId): void {
    const from = this.resolve(id);
    const value = this.value(id);
    if (from === id && value.constant === undefined) return;
    let source = from;
    if (value.constant) {
      source = this.fresh(`${id}_value`);
      this.setConstant(source, value.constant);
      this.nodes.forEach((node, i) => {
        if (node.inputs.includes(id))
          this.nodes[i] = { ...node, inputs: node.inputs.map((input) => (input === id ? source : input)) };
      });
    }
    const op = this.op('Identity');
    this.values.set(id, { id, type: value.type });
    this.nodes.push({
      id: this.freshNodeName(`Identity_${id}`),
      op,
      attrs: op.parseAttrs({}),
      inputs: [source],
      outputs: [id],
      origins: [{ name: id }],
    });
  }

  private write(
    node: ImportNode,
    id: string,
    opName: string,
    inputs: readonly ValueId[],
    raw: RawAttrs,
    outputs: readonly ValueId[],
  ): void {
    const op = this.op(opName);
    const types = inputs.map((input) => (input === ABSENT ? undefined : this.typeOf(input)));
    const { attrs, inferred } = this.checked(node, () => {
      const read = op.parseAttrs(raw);
      return { attrs: read, inferred: op.infer(types, read) };
    });
    const constants = inputs.map((input) => this.constant(input));
    const known = inputs.every((input, i) => input === ABSENT || constants[i]);
    if (op.accuracy !== 'opaque' && known && foldable(constants, inferred)) {
      op.eval(constants, attrs).forEach((tensor, i) => this.setConstant(outputs[i], tensor));
      return;
    }
    outputs.forEach((output, i) => this.values.set(output, { id: output, type: inferred[i] }));
    const ids = inputs.map((input) => (input === ABSENT ? ABSENT : this.resolve(input)));
    this.nodes.push({ id, op, attrs, inputs: ids, outputs, origins: [node.origin] });
  }

  private checked<T>(node: ImportNode, check: () => T): T {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
      return fail(
        IMPORT_ONNX.doesNotFit({ node: node.origin.name, opType: node.opType, problem: error.message }, node.origin),
        error,
      );
    }
  }

  private op(name: string) {
    const op = this.ops.get(name);
    if (!op) throw new Error(`the op set has no ${name}`);
    return op;
  }

  /** Throws MissingInput for an input that is not there: mappings ask for those their operator must have. */
  private value(name: ValueId | undefined): Value {
    if (name === undefined || name === ABSENT) throw new MissingInput('an input that must be given is missing');
    const id = this.resolve(name);
    const value = this.values.get(id);
    if (value) return value;
    const constant = this.initialisers.get(id);
    if (!constant) throw new Error(`value "${id}" is read before anything gives it`);
    this.setConstant(id, constant);
    return this.value(id);
  }
}

/** Whether a result is not so much larger than what it is made from that it is better computed where it is needed. */
function foldable(from: readonly (Tensor | undefined)[], to: readonly TensorType[]): boolean {
  const made = to.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return (
    made <=
    Math.max(
      FOLDED_ELEMENTS,
      from.reduce((sum, tensor) => sum + (tensor?.data.length ?? 0), 0),
    )
  );
}

/** The element type a type of the model has in the graph: every float is float32. */
export function widenedDType(dtype: DType): DType {
  return isFloat(dtype) ? 'float32' : dtype;
}
