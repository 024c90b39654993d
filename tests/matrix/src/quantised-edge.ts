import type { ArtifactInput, ArtifactOutput } from '@openbpu/artifact';
import { type Tensor, float32, int8, toNumbers } from '@openbpu/tensor';
import type { Combination } from './combinations';
import { userData } from './user-bytes';

/** The user's map as a `.bin` without its first nodes takes it: in the layout, shape and integers that it states. */
export function fedAs({ layout, shape, dtype, quant }: ArtifactInput, one: Combination, seed: number): Tensor {
  const { runtime } = userData({ ...one, layoutRt: layout === 'NHWC' ? 'NHWC' : 'NCHW' }, seed);
  const values = Float32Array.from(toNumbers(runtime));
  if (dtype !== 'int8') return float32(shape, values);
  const [scale, zero] = [quant?.scale?.[0] ?? NaN, quant?.zero?.[0] ?? 0];
  return int8(
    shape,
    values.map((value) => Math.max(-128, Math.min(127, Math.round(value / scale) + zero))),
  );
}

/** What the integers that a `.bin` gives stand for, by the scales that it states. */
export function readAs(given: Tensor, { scale = [1], zero = [0], axis = 0 }: ArtifactOutput): Tensor {
  const inner = given.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const at = (of: readonly number[], i: number) => of[of.length === 1 ? 0 : Math.floor(i / inner) % given.shape[axis]];
  return float32(
    given.shape,
    Float32Array.from(toNumbers(given), (value, i) => (value - at(zero, i)) * at(scale, i)),
  );
}
