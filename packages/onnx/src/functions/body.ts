import type { DType, Tensor } from '@openbpu/tensor';
import { intAttribute, intsAttribute, refAttribute, tensorAttribute } from '../proto/attribute';
import { buildNode } from '../proto/build';
import { dataTypeOf } from '../proto/data-type';
import type { AttributeProto, NodeProto } from '../proto/model';
import { writeTensor } from '../proto/write-tensor';

/** Writes the body of a function: every call adds a node of a standard operator and gives the name of its output. */
export class Body {
  readonly nodes: NodeProto[] = [];

  op(opType: string, input: readonly string[], attribute: readonly AttributeProto[] = []): string {
    const name = `${opType}_${this.nodes.length}`;
    this.nodes.push(buildNode({ name, opType, input, output: [name], attribute }));
    return name;
  }

  /** A constant. */
  constant(tensor: Tensor): string {
    return this.op('Constant', [], [tensorAttribute('value', writeTensor('', tensor))]);
  }

  /** Whole numbers, int64 [n]. */
  numbers(...values: readonly number[]): string {
    return this.op('Constant', [], [intsAttribute('value_ints', values)]);
  }

  /** An integer attribute of the call, int64 scalar. */
  int(attribute: string): string {
    return this.op('Constant', [], [refAttribute('value_int', 'INT', attribute)]);
  }

  /** A list of integers among the attributes of the call, int64 [n]. */
  ints(attribute: string): string {
    return this.op('Constant', [], [refAttribute('value_ints', 'INTS', attribute)]);
  }

  /** A list of reals among the attributes of the call, float32 [n]. */
  floats(attribute: string): string {
    return this.op('Constant', [], [refAttribute('value_floats', 'FLOATS', attribute)]);
  }

  cast(x: string, to: DType): string {
    return this.op('Cast', [x], [intAttribute('to', dataTypeOf(to))]);
  }

  concat(...parts: readonly string[]): string {
    return this.op('Concat', parts, [intAttribute('axis', 0)]);
  }

  /** Elements `from` to `to` of a vector. */
  part(vector: string, from: number, to: number): string {
    return this.op('Slice', [vector, this.numbers(from), this.numbers(to)]);
  }
}
