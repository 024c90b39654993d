import type { Draw } from './draw';

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Products of matrices, of constants and of computed tensors. */
export const PRODUCTS: Readonly<Record<string, (d: Draw) => void>> = {
  matmul(d) {
    const x = d.any((shape) => shape.length >= 2);
    if (!x) return;
    const k = x.shape[x.shape.length - 1];
    const columns = d.int(1, 6);
    d.node('MatMul', [x.name, d.constant([k, columns])], '', [[...x.shape.slice(0, -1), columns]]);
  },
  /** A tensor times another of its own kind, or its own matrices turned over, as in attention. */
  attention(d) {
    const x = d.any((shape) => shape.length >= 2 && size(shape) <= 1000);
    if (!x) return;
    const rank = x.shape.length;
    const [m, k] = x.shape.slice(-2);
    const perm = [...x.shape.keys()].slice(0, -2).concat(rank - 1, rank - 2);
    const [turned] = d.node('Transpose', [x.name], `perm: [${perm.join(', ')}]`, [x.shape.toSpliced(-2, 2, k, m)]);
    if (d.chance(0.5)) d.node('MatMul', [x.name, turned], '', [x.shape.with(-1, m)]);
    else d.node('MatMul', [turned, x.name], '', [x.shape.with(-2, k)]);
  },
  stacks(d) {
    const x = d.any((shape) => shape.length > 2);
    if (!x) return;
    const [k, columns] = [x.shape[x.shape.length - 1], d.int(1, 6)];
    const batch = x.shape.slice(0, -2).map((dim) => d.pick([dim, dim, 1]));
    d.node('MatMul', [x.name, d.constant([...batch, k, columns])], '', [x.shape.with(-1, columns)]);
  },
};
