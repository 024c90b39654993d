import type { Tensor } from '@openbpu/tensor';

/** `y = scale[c]·x + shift[c]`, in double. */
export interface Affine {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

/** BatchNormalization as an affine map: parameters γ, β, μ, σ² in ONNX's order; undefined when one is no constant. */
export function affineOfBatchNorm([gamma, beta, mean, variance]: readonly (Tensor | undefined)[], epsilon: number): Affine | undefined {
  if (!gamma || !beta || !mean || !variance) return undefined;
  const scale = Float64Array.from(gamma.data as Float32Array, (g, c) => g / Math.sqrt(Number(variance.data[c]) + epsilon));
  const shift = Float64Array.from(beta.data as Float32Array, (b, c) => b - Number(mean.data[c]) * scale[c]);
  return { scale, shift };
}

/** A constant that is one number a channel of an NCHW tensor ([c,1,1], [1,c,1,1], or one number), or undefined. */
export function perChannel(constant: Tensor, channels: number): Float64Array | undefined {
  const { shape, data } = constant;
  if (data.length === 1) return new Float64Array(channels).fill(Number(data[0]));
  const full = [...new Array<number>(Math.max(0, 4 - shape.length)).fill(1), ...shape];
  const fits = full.length === 4 && full[1] === channels && full[0] === 1 && full[2] === 1 && full[3] === 1;
  return fits ? Float64Array.from(data as Float32Array, Number) : undefined;
}
