import type { Operand, PoolLayer } from '@openbpu/machine';
import { rangeOf } from '@openbpu/tensor';

/** The sum of each plane of `x` [n, c, h, w] into `y` [n, c, 1, 1], requantised by one multiplier. */
export function sumPlanes(
  x: Operand,
  y: Operand,
  multiplier: Operand,
  height: number,
  width: number,
  dtype: string,
): PoolLayer {
  const [low, high] = rangeOf(dtype === 'int16' ? 'int16' : 'int8');
  return {
    kind: 'pool',
    fn: 'sum',
    x,
    y,
    multiplier,
    kernel: [height, width],
    strides: [1, 1],
    dilations: [1, 1],
    pads: [0, 0, 0, 0],
    low,
    high,
  };
}
