import { maxPoolS16, maxPoolS8, sumPoolS16, sumPoolS8 } from '@openbpu/kernels';
import type { Pool } from '@openbpu/machine';
import type { Bench } from '../bench';
import { modest, narrowType, resultType } from './fits';
import { image } from './views';

/** Elements whose sum is sure to fit 32 bits. */
const MOST = { int8: 2 ** 24 - 1, int16: 2 ** 16 - 1 };

export function fastPool(i: Pool, { memory, known }: Bench): (() => void) | undefined {
  const { x, y, multiplier, kernel, strides, dilations, pads, low: lo, high: hi } = i;
  const type = narrowType(x);
  if (!type || !modest([x, y], i)) return undefined;
  const { kernels } = memory;
  const views = { x: image(x, memory), y: image(y, memory) };
  const padBefore = [pads[0], pads[1]] as const;
  if (!multiplier) {
    const largest = type === 'int16' ? maxPoolS16 : maxPoolS8;
    return () => largest(kernels, { ...views, kernel, strides, dilations, padBefore });
  }
  const factors = known.elements(multiplier);
  const undilated = dilations[0] === 1 && dilations[1] === 1;
  const output = resultType(y, lo, hi);
  const fits =
    factors instanceof Float32Array &&
    factors.every(Number.isFinite) &&
    undilated &&
    output &&
    kernel[0] * kernel[1] <= MOST[type];
  if (!fits) return undefined;
  const multipliers = kernels.put(factors);
  const sum = type === 'int16' ? sumPoolS16 : sumPoolS8;
  return () => sum(kernels, { ...views, kernel, strides, padBefore, multipliers, output, lo, hi });
}
