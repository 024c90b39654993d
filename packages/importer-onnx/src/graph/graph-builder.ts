import { fail } from '@openbpu/diagnostics';
import { Meter, WEIGHTS } from '@openbpu/guard';
import {
  type Graph,
  type OpSet,
  type RawAttrs,
  type StatedRange,
  type Value,
  type ValueId,
  ABSENT,
  GraphDraft,
  NameSpace,
  statedMetadata,
} from '@openbpu/ir';
import {
  type DType,
  type Shape,
  type Tensor,
  type TensorType,
  bytesOf,
  isFloat,
  sizeOf,
  toNumbers,
} from '@openbpu/tensor';
import { IMPORT_ONNX } from '../catalogue';
import type { ImportNode } from './import-node';
import type { Initialisers } from './initialisers';
import { MissingInput } from './missing-input';

/** Up to this many elements constants are made, whatever from. */
const FOLDED_ELEMENTS = 1 << 24;
/** Products of more multiplications are computed where they are needed. */
const FOLDED_MACS = 2 ** 31;

/** Writes a graph node by node, inferring types as it goes. Nodes of constants alone are evaluated instead. */
export class GraphBuilder {
  private readonly draft: GraphDraft<'imported'>;
  /** By value: the operator that gives it. */
  private readonly producers = new Map<ValueId, string>();
  private readonly ranges = new Map<ValueId, StatedRange>();
  /** Tensors that two ranges were stated of. */
  readonly statedTwice = new Set<ValueId>();

  /**
   * Names in `reserved` are the model's own: values this builder makes up keep off them. `meter` counts what constants
   * take that the model lets be made of others.
   */
  constructor(
    private readonly ops: OpSet,
    initialisers: Initialisers,
    reserved: Iterable<string>,
    private readonly meter = new Meter(),
  ) {
    const constants = (id: ValueId) => initialisers.get(id);
    this.draft = new GraphDraft('imported', { names: new NameSpace(reserved), constants });
  }

  /** Whether the graph has an op of this name. */
  has(op: string): boolean {
    return this.ops.get(op) !== undefined;
  }

  input(id: ValueId, type: TensorType): void {
    this.draft.input(id, type);
  }

  /** The value a name of the model stands for: itself, or the one it is an alias of. */
  resolve(id: ValueId): ValueId {
    return this.draft.resolve(id);
  }

  /** Whether something gives this value, so far. */
  knows(id: ValueId): boolean {
    return this.draft.has(id);
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
    return this.draft.names.free(name);
  }

  /** A name for a node that no node has yet. */
  freshNodeName(name: string): string {
    return this.draft.nodeNames.free(name);
  }

  /** Adds a constant named after the node. */
  addConstant(node: ImportNode, suffix: string, tensor: Tensor): ValueId {
    return this.draft.constant(`${node.name}_${suffix}`, tensor);
  }

  /** Says that a value of the model is this constant. */
  setConstant(id: ValueId, tensor: Tensor): void {
    this.draft.setConstant(id, tensor);
  }

  /**
   * Says that outputs of a node are these constants, made of others. Fails with GRD004 where the model has more made
   * than its budget allows: bytes beyond those they are made of, and work by elements and multiplications.
   */
  setMade(node: ImportNode, outputs: readonly ValueId[], made: readonly Tensor[], macs = 0): void {
    const bytes = (tensors: readonly (Tensor | undefined)[]) =>
      tensors.reduce((sum, tensor) => sum + (tensor ? bytesOf(tensor.data).length : 0), 0);
    const elements = made.reduce((sum, { data }) => sum + data.length, 0);
    const what = `folding the constants of "${node.origin.name}" (${node.opType})`;
    const more = bytes(made) - bytes(node.inputs.map((id) => this.constant(id)));
    this.meter.spend('bytes', Math.max(0, more), what, node.origin);
    this.meter.spend('work', elements * WEIGHTS.plain + macs * WEIGHTS.kernelElement, what, node.origin);
    made.forEach((tensor, i) => this.setConstant(outputs[i], tensor));
  }

  /** Says how the dimensions of a value are laid out where its op cannot know. */
  setLayout(id: ValueId, layout: TensorType['layout']): void {
    const value = this.value(id);
    this.draft.declare({ ...value, type: { ...value.type, layout } });
  }

  /** Says that a value of the model is another one under a new name. */
  alias(id: ValueId, of: ValueId): void {
    this.draft.alias(id, of);
  }

  /** The operator that gives a value: an op, or the foreign one it stays; undefined for inputs and constants. */
  producerType(id: ValueId): string | undefined {
    return this.producers.get(this.resolve(id));
  }

  /** The tensors that the model says how to quantise. */
  get stated(): readonly ValueId[] {
    return [...this.ranges.keys()];
  }

  /** Says how a tensor is to be quantised; of two ranges the one that reaches further holds. */
  state(id: ValueId, range: StatedRange): void {
    const name = this.resolve(id);
    const known = this.ranges.get(name);
    const reach = ({ low, high }: StatedRange) => Math.max(high, -low);
    if (known && (known.low !== range.low || known.high !== range.high)) this.statedTwice.add(name);
    if (!known || reach(range) > reach(known)) this.ranges.set(name, range);
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

  /** Emits a node named `<node>_<suffix>` that gives `outputs`: some of the node's own, or fresh ones. */
  also(
    node: ImportNode,
    suffix: string,
    op: string,
    inputs: readonly ValueId[],
    attrs: RawAttrs,
    outputs: readonly ValueId[],
  ): void {
    this.write(node, this.freshNodeName(`${node.name}_${suffix}`), op, inputs, attrs, outputs);
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

  /**
   * The graph of what the outputs need; outputs that are constants, or values under another name, are given by an
   * Identity. Throws when it is not well formed: a bug of a mapping.
   */
  build(name: string, outputs: readonly ValueId[], metadata: Readonly<Record<string, string>>): Graph<'imported'> {
    outputs.forEach((id) => this.draft.outputAs(id, this.op('Identity')));
    return this.draft.build({ name, outputs, metadata: { ...metadata, ...statedMetadata(this.ranges) }, live: true });
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
    const work = op.macs?.(types, inferred, attrs) ?? 0;
    if (op.accuracy !== 'opaque' && known && work <= FOLDED_MACS && foldable(constants, inferred)) {
      this.setMade(node, outputs, op.eval(constants, attrs), work);
      return;
    }
    this.checked(node, () =>
      this.draft.node({ id, op, attrs: raw, inputs, types: inferred, outputs, origins: [node.origin] }),
    );
    for (const output of outputs) this.producers.set(output, opName === 'OnnxOp' ? node.opType : opName);
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
    return this.draft.value(name);
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
