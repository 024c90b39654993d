import type { DType, Tensor, TensorType } from '@openbpu/tensor';
import type { OnnxBody } from './onnx-body';

/** What says whether attributes make sense, and gives them typed: a schema of zod, whichever version. */
export interface AttributeSchema<A> {
  safeParse(
    attributes: unknown,
  ):
    | { readonly success: true; readonly data: A }
    | { readonly success: false; readonly error: { readonly issues: readonly AttributeIssue[] } };
}

export interface AttributeIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Element type and shape of a tensor. */
export type PlainType = Pick<TensorType, 'dtype' | 'shape'>;

/** A tensor of any element type; what it is narrows what its data is. */
export type AnyTensor = { readonly [D in DType]: Tensor<D> }[DType];

/** An input that the node does not have is undefined. */
export type Given<T> = readonly (T | undefined)[];

/** Attributes where no schema says more: numbers, strings, lists of them, and tensors. */
export type PlainAttributes = Readonly<Record<string, unknown>>;

/** What an author says of an operator that neither ONNX nor Caffe has. All of it is computed by functions alone. */
export interface CustomOpSpec<A> {
  /** The domain of its nodes in ONNX, e.g. `com.example`. */
  readonly domain: string;
  /** Its type, e.g. `MyOp`. */
  readonly type: string;
  /** What its nodes have as attributes; absent: anything, as it stands. */
  readonly attributes?: AttributeSchema<A>;
  /** Types of the outputs. Throws an Error with a sentence where the inputs do not fit. */
  infer(inputs: Given<PlainType>, attributes: A): readonly PlainType[];
  /**
   * The outputs, of the types that `infer` gives. The same inputs give the same bits, whatever was computed before.
   * float32 is a Float32Array, int64 a BigInt64Array, bool a Uint8Array of 0 and 1.
   */
  evaluate(inputs: Given<AnyTensor>, attributes: A): readonly Tensor[];
  /** Multiply-accumulates of one evaluation, for what is told of time; absent: none. */
  macs?(inputs: Given<PlainType>, outputs: readonly PlainType[], attributes: A): number;
  /**
   * The same as nodes of standard ONNX: writes them and gives the names of the outputs. Models then carry the operator
   * as a function, run in plain ONNX Runtime, and need the module no more. Absent: the module is needed to run them.
   */
  onnx?(body: OnnxBody, inputs: Given<BodyInput>, attributes: A): readonly string[];
  /**
   * Whether the nodes of `onnx` take the place of the operator when a model is read, so that they are optimised,
   * quantised and put on the BPU as any other; absent: not, it runs on the CPU as one node.
   */
  readonly lower?: boolean;
}

/** An input inside `onnx`: its name there, and its type. */
export interface BodyInput extends PlainType {
  readonly name: string;
}

const CUSTOM_OP_BRAND = '@openbpu/custom-op';

/** A custom operator. It is known by its brand, whichever copy of the package made it. */
export interface CustomOp<A = never> extends CustomOpSpec<A> {
  readonly brand: typeof CUSTOM_OP_BRAND;
}

/** A custom operator whose attributes are of a type not known here. */
export type AnyCustomOp = CustomOp<unknown>;

/** Domains that custom operators cannot have: that of ONNX, and that of the functions in models written here. */
const TAKEN = /^(ai\.onnx|ai\.openbpu)?$/;

/**
 * States a custom operator: the default export of its module. Throws TypeError for one without a domain of its own or
 * a type.
 */
export function defineCustomOp<A = PlainAttributes>(spec: CustomOpSpec<A>): CustomOp<A> {
  if (typeof spec.domain !== 'string' || TAKEN.test(spec.domain))
    throw new TypeError(`a custom operator has a domain of its own, such as "com.example", not "${spec.domain}"`);
  if (typeof spec.type !== 'string' || !/^\w+$/.test(spec.type))
    throw new TypeError(`the type of a custom operator is a word such as "MyOp", not "${spec.type}"`);
  for (const name of ['infer', 'evaluate'] as const)
    if (typeof spec[name] !== 'function') throw new TypeError(`${spec.domain}.${spec.type} lacks the function ${name}`);
  if (spec.lower === true && spec.onnx === undefined)
    throw new TypeError(
      `${spec.domain}.${spec.type} says lower: true and has no function onnx, whose nodes that means`,
    );
  return { ...spec, brand: CUSTOM_OP_BRAND };
}

export function isCustomOp(value: unknown): value is AnyCustomOp {
  return typeof value === 'object' && value !== null && 'brand' in value && value.brand === CUSTOM_OP_BRAND;
}

/** What messages and files call an operator: `com.example.MyOp`. */
export function operatorName({ domain, type }: Pick<CustomOpSpec<never>, 'domain' | 'type'>): string {
  return `${domain}.${type}`;
}
