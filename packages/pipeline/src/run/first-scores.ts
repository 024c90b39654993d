import type { ArtifactTensor } from '@openbpu/artifact';
import { type Tensor, dequantize } from '@openbpu/tensor';
import { valuesOf } from './values-of';

/** How the integers of an output stand for real numbers; one scale, or one for each index of `axis`. */
export type OutputScale = Pick<ArtifactTensor, 'scale' | 'axis' | 'zero'>;

/** What an ArgMax or a TopK gives, and what a comparison does: classes and flags, and no scores of classes. */
const NO_SCORES: readonly string[] = ['int64', 'uint64', 'bool'];

/** Whether an output is one list of scores: numbers, at most one dimension of more than one element. */
export function isScoreList({ dtype, shape }: { readonly dtype: string; readonly shape: readonly number[] }): boolean {
  return !NO_SCORES.includes(dtype) && shape.filter((dim) => dim !== 1).length <= 1;
}

/**
 * The scores of the first output as real numbers. Where the dequantise node of a `.bin` was deleted they are integers,
 * whose order means nothing while their channels have different scales.
 */
export function firstScores(
  outputs: ReadonlyMap<string, Tensor>,
  scales?: ReadonlyMap<string, OutputScale>,
): Float32Array {
  const [[name, tensor]] = outputs;
  const data = valuesOf(tensor);
  const { scale, axis, zero } = scales?.get(name) ?? {};
  if (scale === undefined || tensor.dtype === 'float32') return Float32Array.from(data);
  const inner = axis === undefined ? 1 : tensor.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  return Float32Array.from(data, (q, i) => {
    const channel = Math.floor(i / inner) % scale.length;
    return dequantize(q - (zero?.[channel] ?? 0), scale[channel]);
  });
}
