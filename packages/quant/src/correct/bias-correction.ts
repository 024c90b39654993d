import type { ConvAttrs } from '@openbpu/ops';
import { type Tensor, expectDType } from '@openbpu/tensor';

/** The mean of every input channel of a convolution, as floats and as the quantised model has it. */
export interface Means {
  readonly float: Float64Array;
  readonly rounded: Float64Array;
}

/**
 * What rounding takes from the mean of every output channel of a convolution, to be added to its bias: `Σ w·E[x] − Σ
 * ŵ·E[x̂]`. `weights` is w, `rounded` is ŵ, both [cout, cin/group, kh, kw]. Pads are taken for mean elements. 0 where a
 * mean or a weight is no number.
 */
export function biasCorrection(
  { group }: Pick<ConvAttrs, 'group'>,
  weights: Tensor,
  rounded: Tensor,
  means: Means,
): Float32Array {
  const [cout, perGroup, ...window] = weights.shape;
  const taps = window.reduce((a, b) => a * b, 1);
  const [w, r] = [expectDType(weights, 'float32').data, expectDType(rounded, 'float32').data];
  return Float32Array.from({ length: cout }, (_, o) => {
    const first = Math.floor((o * group) / cout) * perGroup;
    let lost = 0;
    for (let k = 0, at = o * perGroup * taps; k < perGroup * taps; k++, at++) {
      const channel = first + Math.floor(k / taps);
      lost += w[at] * means.float[channel] - r[at] * means.rounded[channel];
    }
    return Number.isFinite(lost) ? lost : 0;
  });
}
