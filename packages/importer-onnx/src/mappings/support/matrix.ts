import type { ValueId } from '@openbpu/ir';
import { type Tensor, expectDType, float32, makeTensor } from '@openbpu/tensor';
import type { GraphBuilder } from '../../graph/graph-builder';
import type { ImportNode } from '../../graph/import-node';

/** A matrix with its dimensions exchanged: a new constant, or a Transpose on the way. */
export function transposed(node: ImportNode, b: GraphBuilder, suffix: string, id: ValueId): ValueId {
  return b.step(node, suffix, 'Transpose', [id], { perm: [1, 0] });
}

/** A value times a number, once rounded to float32: the value itself for 1, a new constant, or a Mul on the way. */
export function scaled(node: ImportNode, b: GraphBuilder, suffix: string, id: ValueId, factor: number): ValueId {
  if (factor === 1) return id;
  return b.step(node, suffix, 'Mul', [id, b.addConstant(node, `${suffix}_factor`, float32([], [factor]))]);
}

/** A constant that broadcasts along rows only, as a vector of `n`; undefined for any other value. */
export function rowVector(b: GraphBuilder, id: ValueId, n: number): Tensor | undefined {
  const constant = b.constant(id);
  const columns = constant?.shape.at(-1) ?? 1;
  if (!constant || constant.data.length !== columns || (columns !== 1 && columns !== n)) return undefined;
  const { data } = expectDType(constant, 'float32');
  return makeTensor('float32', [n], columns === n ? data : new Float32Array(n).fill(data[0]));
}
