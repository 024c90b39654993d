import { dwconvS8 } from '@openbpu/kernels';
import type { DwConv } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8, int8Bounds, modest } from './fits';
import { image } from './views';

export function fastDwConv(i: DwConv, { memory, known, packer }: Bench): (() => void) | undefined {
  const { x, y, multiplier, kernel, strides, dilations, pads, padding = 0, low: lo, high: hi } = i;
  if (!modest([x, y], i) || !allInt8(x) || (multiplier ? !allInt8(y) || !int8Bounds(lo, hi) : false)) return undefined;
  const n = y.shape[3];
  const k = kernel[0] * kernel[1];
  const weights = packer.pack({ ...i, n, k, groups: 1 }, known, (taps) =>
    taps.map((_, at) => taps[(at % k) * n + Math.floor(at / k)]),
  );
  if (!weights) return undefined;
  const views = { x: image(x, memory), y: image(y, memory) };
  const padBefore = [pads[0], pads[1]] as const;
  const output = multiplier ? ({ output: 'int8', lo, hi } as const) : ({ output: 'int32' } as const);
  return () =>
    dwconvS8(memory.kernels, { ...views, weights, kernel, strides, dilations, padBefore, padding, ...output });
}
