import { type ConvS16, convS16, convS8 } from '@openbpu/kernels';
import type { Conv } from '@openbpu/machine';
import type { Bench } from '../bench';
import { modest, outputOf } from './fits';
import { image } from './views';

export function fastConv(i: Conv, { memory, known, packer }: Bench): (() => void) | undefined {
  const { x, y, group, kernel, strides, dilations, pads, padding = 0 } = i;
  const output = outputOf(i);
  if (!modest([x, y], i) || !output) return undefined;
  const [cout, kh, kw, depth] = i.weights.shape;
  const weights = packer.pack({ ...i, n: cout, k: kh * kw * depth, groups: group }, known);
  if (!weights) return undefined;
  const views = { x: image(x, memory), y: image(y, memory) };
  const padBefore = [pads[0], pads[1]] as const;
  const { block } = weights;
  const p: ConvS16 = { ...views, weights, kernel, strides, dilations, padBefore, padding, ...output };
  return x.dtype === 'int16'
    ? () => convS16(memory.kernels, block === undefined ? p : { ...p, block })
    : () => convS8(memory.kernels, p);
}
