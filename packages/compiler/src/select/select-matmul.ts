import { type MatMulLayer, mergedDims } from '@openbpu/machine';
import type { Access, PlacedTensor, Work } from '../buffer';
import { stridesInMemory } from '../buffer';
import type { Selector } from './selector';

/**
 * One `matmul` for the whole stack. A vector is a row (a) or a column (b); batches that repeat have stride 0, and
 * neighbouring batches that all three walk evenly are one.
 */
export function selectMatMul({ kind, a, b, y, multiplier, low, high }: MatMulLayer, to: Selector): Work {
  const [left, right, result] = [to.tensor(a), to.tensor(b), to.tensor(y)];
  const [vectorA, vectorB] = [left.shape.length === 1, right.shape.length === 1];
  const [da, db] = [dimsOf(left), dimsOf(right)];
  const rows = vectorA ? [UNIT, ...da] : da;
  const columns = vectorB ? [...db, UNIT] : db;
  const whole = dimsOf(result);
  const products = vectorB ? [...whole, UNIT] : whole;
  if (vectorA) products.splice(products.length - 1, 0, UNIT);
  const batch = products.slice(0, -2);
  const merged = mergedDims(
    [rows, columns, products].map((dims) => {
      const own = dims.slice(0, -2);
      const lead = batch.length - own.length;
      return {
        dtype: 'int8',
        shape: batch.map(({ size }) => size),
        strides: batch.map(({ size }, i) => (i >= lead && own[i - lead].size === size ? own[i - lead].stride : 0)),
      };
    }),
  );
  const [first, second, third] = [left, right, result].map((tensor, t): Access => {
    const matrix = [rows, columns, products][t].slice(-2);
    return to.access(
      tensor,
      0,
      [...merged.map(({ size }) => size), ...matrix.map(({ size }) => size)],
      [...merged.map(({ strides }) => strides[t]), ...matrix.map(({ stride }) => stride)],
    );
  });
  return { kind, a: first, b: second, y: third, multiplier, low, high };
}

interface Dim {
  readonly size: number;
  readonly stride: number;
}

const UNIT: Dim = { size: 1, stride: 1 };

function dimsOf(tensor: PlacedTensor): Dim[] {
  const strides = stridesInMemory(tensor);
  return tensor.shape.map((size, i) => ({ size, stride: strides[i] }));
}
