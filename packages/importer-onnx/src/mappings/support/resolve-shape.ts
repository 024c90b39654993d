import { type Shape, sizeOf } from '@openbpu/tensor';

/**
 * The shape that ONNX dims stand for, of a tensor with elements: 0 keeps a dimension, −1 takes what is left. Where they
 * do not fit, the dims as they are: the op then refuses them.
 */
export function resolveShape(from: Shape, dims: readonly number[]): readonly number[] {
  const kept = dims.map((dim, i) => (dim === 0 ? (from[i] ?? 0) : dim));
  const known = sizeOf(kept.filter((dim) => dim !== -1));
  const rest = sizeOf(from) / known;
  return Number.isInteger(rest) ? kept.map((dim) => (dim === -1 ? rest : dim)) : dims;
}
