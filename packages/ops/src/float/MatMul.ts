import { defineOp } from '@openbpu/ir';
import {
  type Shape,
  type TensorType,
  broadcastShapes,
  broadcastStrides,
  expectDType,
  formatShape,
  makeTensor,
  sizeOf,
  stridesOf,
  tensorType,
} from '@openbpu/tensor';
import { noAttrs } from '../support/attrs';

/** The product seen as stacks of matrices: `[batch…, m, k] × [batch…, k, n]`. */
interface Stacks {
  readonly a: Shape;
  readonly b: Shape;
  readonly batch: Shape;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** The shape of the product; a vector's own dimension is left out. */
  readonly shape: Shape;
}

function stacks(a: Shape, b: Shape): Stacks {
  if (a.length === 0 || b.length === 0) throw new RangeError('MatMul takes no scalars');
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  const [m, k] = left.slice(-2);
  const [k2, n] = right.slice(-2);
  if (k !== k2) throw new RangeError(`the inner dimensions of ${formatShape(a)} and ${formatShape(b)} do not meet`);
  const batch = broadcastShapes(left.slice(0, -2), right.slice(0, -2));
  return {
    a: left,
    b: right,
    batch,
    m,
    k,
    n,
    shape: [...batch, ...(a.length === 1 ? [] : [m]), ...(b.length === 1 ? [] : [n])],
  };
}

function inferMatMul(a: TensorType | undefined, b: TensorType | undefined): TensorType {
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32') throw new TypeError('MatMul takes two float32 tensors');
  return tensorType('float32', stacks(a.shape, b.shape).shape);
}

/**
 * Inputs: a [batch…, m, k], b [batch…, k, n], as NumPy multiplies: batches broadcast, a vector is a row (a) or a column
 * (b).
 */
export const MatMul = defineOp({
  name: 'MatMul',
  summary: 'Matrix product with broadcasting batches.',
  accuracy: 'rounding',
  parseAttrs: noAttrs,
  infer: ([a, b]) => [inferMatMul(a, b)],
  eval([a, b]) {
    const s = stacks(a!.shape, b!.shape);
    const as = expectDType(a!, 'float32').data;
    const bs = expectDType(b!, 'float32').data;
    const own = stridesOf(s.batch);
    const aSteps = broadcastStrides(s.a.slice(0, -2), s.batch).map((step) => step * s.m * s.k);
    const bSteps = broadcastStrides(s.b.slice(0, -2), s.batch).map((step) => step * s.k * s.n);
    const y = new Float32Array(sizeOf(s.shape));
    for (let stack = 0; stack < sizeOf(s.batch); stack++) {
      let aAt = 0;
      let bAt = 0;
      s.batch.forEach((dim, axis) => {
        const index = Math.floor(stack / own[axis]) % dim;
        aAt += index * aSteps[axis];
        bAt += index * bSteps[axis];
      });
      for (let row = 0; row < s.m; row++) {
        for (let column = 0; column < s.n; column++) {
          let sum = 0;
          for (let i = 0; i < s.k; i++) sum += as[aAt + row * s.k + i] * bs[bAt + i * s.n + column];
          y[(stack * s.m + row) * s.n + column] = sum;
        }
      }
    }
    return [makeTensor('float32', s.shape, y)];
  },
  macs: ([a], [y]) => sizeOf(y.shape) * a!.shape[a!.shape.length - 1],
});
