import { seededRandom } from '@openbpu/ir';
import { type Tensor, type TensorType, makeTensor, sizeOf } from '@openbpu/tensor';

/** The inputs that find saturation, sign and border mistakes, and noise. */
export const PATTERNS = ['lowest', 'highest', 'checkerboard', 'random'] as const;
export type Pattern = (typeof PATTERNS)[number];

/** Feature maps take the same values divided by this. */
const REAL_PARTS = 32;

/** A tensor filled with a pattern of −128..127; a float32 one with parts of it. */
export function patternTensor({ dtype, shape }: TensorType, pattern: Pattern, seed: number): Tensor {
  const random = seededRandom(seed);
  const value = (i: number) => {
    if (pattern === 'random') return Math.floor(random() * 256) - 128;
    return pattern === 'lowest' || (pattern === 'checkerboard' && i % 2 === 0) ? -128 : 127;
  };
  const values = Array.from({ length: sizeOf(shape) }, (_, i) => value(i));
  return dtype === 'int8'
    ? makeTensor('int8', shape, Int8Array.from(values))
    : makeTensor(
        'float32',
        shape,
        Float32Array.from(values, (each) => each / REAL_PARTS),
      );
}
