import { maxPoolS8, sumPoolS8 } from '@openbpu/kernels';
import type { Pool } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8, int8Bounds, modest } from './fits';
import { image } from './views';

export function fastPool(i: Pool, { memory, known }: Bench): (() => void) | undefined {
  const { x, y, multiplier, kernel, strides, dilations, pads, low: lo, high: hi } = i;
  if (!allInt8(x, y) || !modest([x, y], i)) return undefined;
  const { kernels } = memory;
  const views = { x: image(x, memory), y: image(y, memory) };
  const padBefore = [pads[0], pads[1]] as const;
  if (!multiplier) return () => maxPoolS8(kernels, { ...views, kernel, strides, dilations, padBefore });
  const factors = known.elements(multiplier);
  const undilated = dilations[0] === 1 && dilations[1] === 1;
  const fits =
    factors instanceof Float32Array &&
    factors.every(Number.isFinite) &&
    undilated &&
    int8Bounds(lo, hi) &&
    kernel[0] * kernel[1] < 2 ** 24;
  if (!fits) return undefined;
  const multipliers = kernels.put(factors);
  return () => sumPoolS8(kernels, { ...views, kernel, strides, padBefore, multipliers, lo, hi });
}
