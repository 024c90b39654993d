import type { QuantDType, Tensor, TensorType } from '@openbpu/tensor';
import type { Node } from './node';
import type { AnyOp, RawAttrs } from './op';

/** An integer tensor that stands for a float one: real = q * scale. */
export interface IntegerValue {
  readonly id: string;
  /**
   * `quant` is always present and per tensor, except behind a tail and where the op said it reads scales of channels.
   */
  readonly type: TensorType;
  /** NaN where there is more than one. */
  readonly scale: number;
}

/** The weights of a node as integers: `q` in −127..127, one scale per output channel. */
export interface IntegerWeights {
  readonly q: Tensor<'int8'>;
  readonly scale: Float32Array;
}

/**
 * What an op sees of its surroundings when the quantise pass asks for its integer form. The op reads its inputs,
 * emits integer nodes and constants, and returns the values that stand for its outputs.
 */
export interface QuantiseSite<A> {
  readonly node: Node<A>;
  /** The integer tensor standing for input `index`; a HzQuantize is inserted where the producer is float. */
  input(index: number): IntegerValue;
  /** The float constant behind input `index`, or undefined when it is absent or computed. */
  constant(index: number): Tensor | undefined;
  /** The thresholds calibration settled for the weights at input `index`, one per index of `axis`. */
  weightThresholds(index: number, axis: number): Float32Array;
  /**
   * Type and scale the output must have. An `int32` output is a tail: accumulators, or entries of a table, with a scale
   * set by the op itself.
   * Where the op writes scales of channels they may stand in the type, and `scale` is NaN.
   */
  output(index: number): { readonly dtype: QuantDType; readonly scale: number; readonly type: TensorType };
  /** Adds a constant named after the node and gives its id. */
  addConstant(suffix: string, tensor: Tensor): string;
  /**
   * Adds an integer node. `output` is the type of its single output; the first call without `suffix` takes the
   * name of the float node, further ones `<node>_<suffix>`. Gives the id of its output.
   */
  emit(op: AnyOp, inputs: readonly string[], attrs: RawAttrs, output: TensorType, suffix?: string): string;
  /**
   * `emit` for a node of several outputs, their types in order; gives their ids. Without `suffix` the outputs take the
   * names of the float node's outputs, with one `<node>_<suffix>_<index>`.
   */
  emitMany(
    op: AnyOp,
    inputs: readonly string[],
    attrs: RawAttrs,
    outputs: readonly TensorType[],
    suffix?: string,
  ): readonly string[];
}
