import { gemmS8 } from '@openbpu/kernels';
import type { Gemm } from '@openbpu/machine';
import type { Bench } from '../bench';
import { allInt8, int8Bounds } from './fits';

export function fastGemm(i: Gemm, { memory, known, packer }: Bench): (() => void) | undefined {
  const { x, y, multiplier, low: lo, high: hi } = i;
  if (!allInt8(x) || (multiplier ? !allInt8(y) || !int8Bounds(lo, hi) : false)) return undefined;
  const [rows, k] = x.shape;
  const weights = packer.pack({ ...i, n: y.shape[1], k, groups: 1 }, known);
  if (!weights) return undefined;
  const operands = { x: memory.address(x), y: memory.address(y), rows, xPitch: x.strides[0], yPitch: y.strides[0] };
  const output = multiplier ? ({ output: 'int8', lo, hi } as const) : ({ output: 'int32' } as const);
  return () => gemmS8(memory.kernels, { ...operands, weights, ...output });
}
