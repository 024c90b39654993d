import type { QuantDType, Tensor, TensorType } from '@openbpu/tensor';
import type { Node } from './node';
import type { QuantiseSite } from './quantise-site';

/** Attributes before an op has read them: plain data, as an importer or the textual form gives it. */
export type RawAttrs = Readonly<Record<string, unknown>>;

/**
 * How closely an evaluation may be compared with another executor's (docs/semantics.md).
 *
 * - `exact`: bit for bit.
 * - `rounding`: to 1e-5 relative; the float sum or function is not reproducible to the last bit.
 * - `opaque`: evaluated as an ONNX fragment only; `eval` throws.
 */
export type Accuracy = 'exact' | 'rounding' | 'opaque';

/** Whether an integer other than 0 may stand for 0: one for the whole tensor, or one of every channel (axis 1). */
export type ZeroFreedom = 'tensor' | 'channels';

/** What an integer form will read: the integer type of input 0, and the float inputs it is for. */
export interface IntegerReading {
  readonly dtype: QuantDType;
  readonly inputs: readonly (TensorType | undefined)[];
}

/** What the integer form of a float operator is, and what it can do. */
export interface IntegerForm<A> {
  /** The type name tables show for it on the BPU, e.g. `HzSQuantizedConv`; absent: its own name. */
  readonly type?: string;
  /**
   * Whether all data inputs and outputs have one scale, because elements are only moved or chosen; absent: the output
   * has its own.
   */
  sharesScale?(attrs: A): boolean;
  /**
   * Whether its integer form sums products in int32 and can end a segment with its raw accumulators (a tail): not when
   * the attributes hold an activation, which belongs behind the sum, nor where sums of what it reads may leave int32.
   */
  accumulates?(attrs: A, reads?: IntegerReading): boolean;
  /**
   * Whether its integer form is a table, which can end a segment with entries of int32 (a tail) where its result would
   * be int16; absent: not.
   */
  readonly tabulates?: boolean;
  /**
   * The largest threshold a channel (axis 1) of the output may have, where the integer form can give every channel a
   * scale of its own; absent or 0: it cannot. `x` is the integer type of input 0, int8 unless told.
   */
  writesChannelScales?(attrs: A, x?: QuantDType): number;
  /**
   * How input 0 of the integer form may have one scale per channel (axis 1). `free`: every channel is read for itself.
   * `weights`: the weights take the scales in, so that a small scale makes small weights. Absent: not.
   */
  readsChannelScales?(inputs: readonly (TensorType | undefined)[], attrs: A): 'free' | 'weights' | undefined;
  /**
   * Which integers other than 0 may stand for 0 in the output of the integer form; absent: none. `x` is the integer
   * type of input 0, int8 unless told.
   */
  writesZero?(attrs: A, x?: QuantDType): ZeroFreedom | undefined;
  /** Which integers other than 0 may stand for 0 in input 0 of the integer form; absent: none. */
  readsZero?(attrs: A): ZeroFreedom | undefined;
  /**
   * Whether it makes much of small differences of input 0, which is then int16 where the march has it and whoever else
   * reads and writes it agrees; absent: not.
   */
  readonly readsFine?: boolean;
  /**
   * Outputs that are places and no activations: whole numbers of their own type in the float form, int32 in the integer
   * one. Nothing else on the BPU reads them.
   */
  readonly indices?: readonly number[];
  /** Inputs that must be constants for the integer form, e.g. weights; an absent input is none. */
  readonly constantInputs?: readonly number[];
  /** Inputs that the integer form reads as int8 alone, whatever a march allows; absent: none. */
  readonly int8Inputs?: readonly number[];
  /** Which constant input holds weights that get a threshold per output channel, and the axis of those channels. */
  readonly weights?: { readonly input: number; readonly axis: number };
  /** Emits the integer form of a float node and gives the values that stand for its outputs. */
  quantise(site: QuantiseSite<A>): readonly string[];
}

/** A side of a model: where it is fed, or where it is read. */
export type EdgeSide = 'input' | 'output';

/** What an operator is at the edge of a model, alone on the CPU between the outside and everything else. */
export interface EdgeForm {
  /** What recipes and reports call it there, e.g. `Quantize`. */
  readonly type: string;
  /** The sides it may be removed from: whoever feeds or reads the model there can do without it, or do its work. */
  readonly removableAt: readonly EdgeSide[];
  /** Whether it only says how memory is read or written there, so that it takes no time. */
  readonly view?: boolean;
  /** Where it turns reals into integers or back: whether the integers are what it reads or what it gives. */
  readonly integers?: 'reads' | 'gives';
}

const OP_BRAND = '@openbpu/op';

/**
 * An operator: a small object that knows its laws. `A` is its attributes, plain immutable data.
 * Absent optional inputs are `undefined`.
 */
export interface OpDef<A> {
  readonly name: string;
  /** One sentence for the generated documentation. */
  readonly summary: string;
  readonly accuracy: Accuracy;
  /** Attributes that are real numbers even when they happen to be whole; every other number is an integer. */
  readonly realAttrs?: readonly string[];
  /** Checks and completes attributes. Throws TypeError with a sentence when they make no sense. */
  parseAttrs(raw: RawAttrs): A;
  /** Types of the outputs. Throws RangeError or TypeError with a sentence when the inputs do not fit. */
  infer(inputs: readonly (TensorType | undefined)[], attrs: A): readonly TensorType[];
  /** The reference evaluation: plain loops, the law. May assume that `infer` accepted the types. */
  eval(inputs: readonly (Tensor | undefined)[], attrs: A): readonly Tensor[];
  /** Multiply-accumulates of one evaluation; absent where the question makes no sense. */
  macs?(inputs: readonly (TensorType | undefined)[], outputs: readonly TensorType[], attrs: A): number;
  /**
   * For a function of one element: the function itself, in double. Its table stands for it wherever its input is int8.
   */
  scalar?(x: number, attrs: A): number;
  /**
   * Whether it only moves elements: each one of its outputs is one of its data inputs, or a fixed value (pads). Absent:
   * it computes.
   */
  readonly onlyMoves?: boolean;
  /** What it is where it stands between the model and the outside; absent or undefined: as much inside as any other. */
  edge?(attrs: A): EdgeForm | undefined;
  /** How it is carried out on integers; absent: in float, on the CPU, alone. */
  readonly integer?: IntegerForm<A>;
  /** What every operator carries, so that it is known by it and its name, whichever copy of the package made it. */
  readonly brand: typeof OP_BRAND;
  is(node: Node): node is Node<A>;
}

/** An op whose attributes are not known here. */
export type AnyOp = OpDef<unknown>;

/** What an author writes: `brand` and `is` are added. */
export type OpSpec<A> = Omit<OpDef<A>, 'brand' | 'is'>;

/** Whether two operators are one: by their names, since a plug-in may hold a copy of its own of the package. */
export function isSameOp(a: AnyOp, b: AnyOp): boolean {
  return a.brand === b.brand && a.name === b.name;
}

/** What a node is at the edge of a model, wherever it stands; undefined for one that is never of the edge. */
export function edgeForm({ op, attrs }: Node): EdgeForm | undefined {
  return op.edge?.(attrs);
}

export function defineOp<A>(spec: OpSpec<A>): OpDef<A> {
  const op: OpDef<A> = {
    ...spec,
    brand: OP_BRAND,
    is: (node): node is Node<A> => isSameOp(node.op, op),
  };
  return op;
}

/** The ops a job knows, by name. A value that is passed around, never a global. */
export class OpSet {
  private readonly byName: ReadonlyMap<string, AnyOp>;

  constructor(readonly ops: readonly AnyOp[]) {
    this.byName = new Map(ops.map((op) => [op.name, op]));
    if (this.byName.size !== ops.length) throw new Error('two ops have one name');
  }

  get(name: string): AnyOp | undefined {
    return this.byName.get(name);
  }

  /** This set and more. */
  with(ops: readonly AnyOp[]): OpSet {
    return new OpSet([...this.ops, ...ops]);
  }
}
