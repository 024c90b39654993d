import { type GivenInput, type GivenSample, type Planes, planesOf } from './feeding';

/** How much red minus blue of whole photographs, and of their lower less their upper third, differs between them. */
const DEVIATIONS = { whole: 28, thirds: 25 };

/** What is taken for known before: few samples that happen to be alike must not seem sure. */
const USUAL = { samples: 4, variance: 2 };

/**
 * How sure pictures have the colours of photographs, in the order that the recipe states: red outweighs blue, and more
 * so below, where there is no sky. The mean over samples of both, each divided by how much it differs between
 * photographs, in standard errors; well below 0 the order is likely the other. Undefined for less than two samples, and
 * without three channels of rgb or bgr.
 */
export function colourLean(samples: readonly GivenSample[], input: GivenInput): number | undefined {
  const planes = planesOf(input);
  const { typeTrain } = input;
  if (planes?.channels !== 3 || (typeTrain !== 'rgb' && typeTrain !== 'bgr') || samples.length < 2) return undefined;
  const sign = typeTrain === 'rgb' ? 1 : -1;
  const leans = samples.map(({ data }) => sign * leanOf(data, planes));
  const mean = leans.reduce((sum, lean) => sum + lean, 0) / leans.length;
  const squares = leans.reduce((sum, lean) => sum + (lean - mean) ** 2, 0);
  const variance = (squares + USUAL.samples * USUAL.variance) / (leans.length - 1 + USUAL.samples);
  return mean / Math.sqrt(variance / leans.length);
}

function leanOf(data: Float32Array, { inner, height, width }: Planes): number {
  const pixels = height * width;
  const sums = [0, 0, 0];
  const [upper, lower] = [Math.floor(height / 3) * width, Math.ceil((2 * height) / 3) * width];
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [first, last] = inner > 1 ? [pixel, 2 * pixels + pixel] : [3 * pixel, 3 * pixel + 2];
    const lean = data[first] - data[last];
    sums[1] += lean;
    if (pixel < upper) sums[0] += lean;
    else if (pixel >= lower) sums[2] += lean;
  }
  const third = Math.max(1, upper);
  return sums[1] / pixels / DEVIATIONS.whole + (sums[2] - sums[0]) / third / DEVIATIONS.thirds;
}
