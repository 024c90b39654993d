import { convS8 } from '@openbpu/kernels';
import type { Conv } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8, int8Bounds, modest } from './fits';
import { image } from './views';

export function fastConv(i: Conv, { memory, known, packer }: Bench): (() => void) | undefined {
  const { x, y, multiplier, group, kernel, strides, dilations, pads, padding = 0, low: lo, high: hi } = i;
  if (!modest([x, y], i) || !allInt8(x) || (multiplier ? !allInt8(y) || !int8Bounds(lo, hi) : false)) return undefined;
  const [cout, kh, kw, depth] = i.weights.shape;
  const weights = packer.pack({ ...i, n: cout, k: kh * kw * depth, groups: group }, known);
  if (!weights) return undefined;
  const views = { x: image(x, memory), y: image(y, memory) };
  const padBefore = [pads[0], pads[1]] as const;
  const output = multiplier ? ({ output: 'int8', lo, hi } as const) : ({ output: 'int32' } as const);
  return () => convS8(memory.kernels, { ...views, weights, kernel, strides, dilations, padBefore, padding, ...output });
}
