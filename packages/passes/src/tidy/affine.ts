import type { Tensor } from '@openbpu/tensor';

/** `y = scale[c]·x + shift[c]`, in double. */
export interface Affine {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** BatchNormalization as an affine map: parameters γ, β, μ, σ² in ONNX's order; undefined when one is no constant. */
export function affineOfBatchNorm(
  [gamma, beta, mean, variance]: readonly (Tensor | undefined)[],
  epsilon: number,
): Affine | undefined {
  if (!gamma || !beta || !mean || !variance) return undefined;
  const scale = Float64Array.from(
    gamma.data as Float32Array,
    (g, c) => g / Math.sqrt(Number(variance.data[c]) + epsilon),
  );
  const shift = Float64Array.from(beta.data as Float32Array, (b, c) => b - Number(mean.data[c]) * scale[c]);
  return { scale, shift };
}
