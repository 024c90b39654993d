import { type Shape, type TensorType, sizeOf } from '@openbpu/tensor';

type Inputs = readonly (TensorType | undefined)[];
type Counter = (
  inputs: Inputs,
  outputs: readonly TensorType[],
  attributes: Readonly<Record<string, unknown>>,
) => number;

const shapeOf = (type: TensorType | undefined): Shape => type?.shape ?? [];
const sizeOfType = (type: TensorType | undefined) => (type ? sizeOf(type.shape) : 0);

/** Every element of the output sums a whole filter; weights are [out, in/group, kernel…], at the given input. */
const convolution =
  (weights: number): Counter =>
  (inputs, [y]) =>
    sizeOfType(y) * sizeOf(shapeOf(inputs[weights]).slice(1));

/** Every element of the input is spread by a whole filter; weights are [in, out/group, kernel…]. */
const transposedConvolution: Counter = ([x, w]) => sizeOfType(x) * sizeOf(shapeOf(w).slice(1));

/** The last dimension of the first input is summed over. */
const matrixProduct: Counter = ([a], [y]) => sizeOfType(y) * (shapeOf(a).at(-1) ?? 0);

const gemm: Counter = ([a], [y], { transA }) => sizeOfType(y) * (shapeOf(a)[transA === 1 ? 0 : 1] ?? 0);

/**
 * Every step takes its input times W and the state before it times R; both are [directions, gates · hidden, …], and the
 * input is [steps, batch, size] in either order of the first two.
 */
const recurrent: Counter = ([x, w, r, ...more]) => {
  const steps = sizeOfType(x) / Math.max(1, shapeOf(x).at(-1) ?? 1);
  const peepholes = shapeOf(more[4]).length === 2 ? sizeOfType(more[4]) : 0;
  return steps * (sizeOfType(w) + sizeOfType(r) + peepholes);
};

/** Queries times keys, and what comes of it times values: both sum over all pairs of tokens. */
const attention: Counter = ([query, key, , , pastKey], [y]) => {
  const tokens = (shapeOf(key).at(-2) ?? 0) + (shapeOf(pastKey).at(-2) ?? 0);
  return (sizeOfType(query) + sizeOfType(y)) * tokens;
};

/** Products over every index that the equation names; one operand alone multiplies nothing. */
const einsum: Counter = (inputs, _, { equation }) => {
  const operands = inputs.flatMap((type) => (type ? [type] : []));
  if (typeof equation !== 'string' || operands.length < 2) return 0;
  const [left] = equation.replaceAll(' ', '').split('->');
  const sizes = new Map<string, number>();
  let ellipsis = 1;
  left.split(',').forEach((term, i) => {
    const shape = shapeOf(operands[i]);
    const [head, tail = ''] = term.split('...');
    [...head].forEach((index, at) => sizes.set(index, shape[at]));
    [...tail].forEach((index, at) => sizes.set(index, shape[shape.length - tail.length + at]));
    if (term.includes('...'))
      ellipsis = Math.max(ellipsis, sizeOf(shape.slice(head.length, shape.length - tail.length)));
  });
  return (operands.length - 1) * [...sizes.values()].reduce((product, size) => product * size, ellipsis);
};

/** ONNX operators that multiply and accumulate; every other one counts nothing. */
const COUNTERS: Readonly<Record<string, Counter>> = {
  Conv: convolution(1),
  ConvInteger: convolution(1),
  DeformConv: convolution(1),
  QLinearConv: convolution(3),
  ConvTranspose: transposedConvolution,
  MatMul: matrixProduct,
  MatMulInteger: matrixProduct,
  QLinearMatMul: matrixProduct,
  Gemm: gemm,
  LSTM: recurrent,
  GRU: recurrent,
  RNN: recurrent,
  Attention: attention,
  Einsum: einsum,
};

/** Multiply-accumulates of one run of an ONNX operator, by the shapes it has; whole and never negative. */
export function foreignMacs(
  opType: string,
  inputs: Inputs,
  outputs: readonly TensorType[],
  attributes: Readonly<Record<string, unknown>>,
): number {
  const count = Object.hasOwn(COUNTERS, opType) ? COUNTERS[opType](inputs, outputs, attributes) : 0;
  return Number.isFinite(count) ? Math.round(count) : 0;
}
