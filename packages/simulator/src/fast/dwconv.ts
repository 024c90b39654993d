import { dwconvS16, dwconvS8 } from '@openbpu/kernels';
import type { DwConv } from '@openbpu/machine';
import type { Bench } from '../bench';
import { modest, outputOf } from './fits';
import { image } from './views';

export function fastDwConv(i: DwConv, { memory, known, packer }: Bench): (() => void) | undefined {
  const { x, y, kernel, strides, dilations, pads, padding = 0 } = i;
  const output = outputOf(i);
  if (!modest([x, y], i) || !output) return undefined;
  const n = y.shape[3];
  const k = kernel[0] * kernel[1];
  const weights = packer.pack({ ...i, n, k, groups: 1 }, known, (taps) =>
    taps.map((_, at) => taps[(at % k) * n + Math.floor(at / k)]),
  );
  if (!weights || weights.block !== undefined) return undefined;
  const views = { x: image(x, memory), y: image(y, memory) };
  const p = {
    ...views,
    weights,
    kernel,
    strides,
    dilations,
    padBefore: [pads[0], pads[1]],
    padding,
    ...output,
  } as const;
  const kernelOf = x.dtype === 'int16' ? dwconvS16 : dwconvS8;
  return () => kernelOf(memory.kernels, p);
}
