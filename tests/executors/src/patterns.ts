import { seededRandom } from '@openbpu/ir';
import { type Tensor, type TensorType, allocate, makeTensor, rangeOf, sizeOf } from '@openbpu/tensor';

/** The inputs that find saturation, sign and border mistakes, and noise. */
export const PATTERNS = ['lowest', 'highest', 'checkerboard', 'random'] as const;
export type Pattern = (typeof PATTERNS)[number];

/** An integer tensor filled with a pattern. */
export function patternTensor({ dtype, shape }: TensorType, pattern: Pattern, seed = 1): Tensor {
  const [low, high] = rangeOf(dtype === 'int16' || dtype === 'int32' ? dtype : 'int8');
  const random = seededRandom(seed);
  const value = (i: number) => {
    if (pattern === 'random') return low + Math.floor(random() * (high - low + 1));
    return pattern === 'lowest' || (pattern === 'checkerboard' && i % 2 === 0) ? low : high;
  };
  const data = allocate(dtype === 'int16' || dtype === 'int32' ? dtype : 'int8', sizeOf(shape));
  return makeTensor(
    dtype === 'int16' || dtype === 'int32' ? dtype : 'int8',
    shape,
    data.map((_, i) => value(i)),
  );
}
