import type { Tensor } from '@openbpu/tensor';

/** An attribute as the body of an operator gives it: whole numbers are integers; `real` marks those that are not. */
export type BodyAttribute = number | string | readonly number[] | readonly string[] | RealAttribute | Tensor;

/** An attribute of real numbers, one or a list. */
export interface RealAttribute {
  readonly real: number | readonly number[];
}

/** A node of a body, of a standard operator. */
export interface BodyNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, BodyAttribute>>;
}

/** A custom operator as nodes of standard ONNX, for one node of a model. */
export interface WrittenBody {
  /** As many as the node has, in its order; those that it leaves out are there too, read by nothing. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly BodyNode[];
}

/** Writes the body of an operator, node by node, in operators of opset 17. */
export class OnnxBody {
  readonly nodes: BodyNode[] = [];

  /** Adds a node and gives the name of its only output. An input that it does not have is ''. */
  op(type: string, inputs: readonly string[], attributes: Readonly<Record<string, BodyAttribute>> = {}): string {
    return this.ops(type, inputs, 1, attributes)[0];
  }

  /** Adds a node of several outputs and gives their names. */
  ops(
    type: string,
    inputs: readonly string[],
    outputs: number,
    attributes: Readonly<Record<string, BodyAttribute>> = {},
  ): readonly string[] {
    const at = this.nodes.length;
    const names = Array.from({ length: outputs }, (_, i) => `${type}_${at}${i === 0 ? '' : `_${i}`}`);
    this.nodes.push({ type, inputs: [...inputs], outputs: names, attributes });
    return names;
  }

  /** Adds a constant and gives its name. */
  constant(tensor: Tensor): string {
    return this.op('Constant', [], { value: tensor });
  }

  /** float32: a scalar, or the elements of a vector. */
  reals(value: number | readonly number[]): string {
    return typeof value === 'number'
      ? this.op('Constant', [], { value_float: { real: value } })
      : this.op('Constant', [], { value_floats: { real: value } });
  }

  /** int64: the elements of a vector. */
  ints(...values: readonly number[]): string {
    return this.op('Constant', [], { value_ints: values });
  }
}
