import { type GemmS16, gemmS16, gemmS8 } from '@openbpu/kernels';
import type { Gemm } from '@openbpu/machine';
import type { Bench } from '../bench';
import { outputOf } from './fits';

export function fastGemm(i: Gemm, { memory, known, packer }: Bench): (() => void) | undefined {
  const { x, y } = i;
  const output = outputOf(i);
  if (!output) return undefined;
  const [rows, k] = x.shape;
  const weights = packer.pack({ ...i, n: y.shape[1], k, groups: 1 }, known);
  if (!weights) return undefined;
  const operands = { x: memory.address(x), y: memory.address(y), rows, xPitch: x.strides[0], yPitch: y.strides[0] };
  const { block } = weights;
  const p: GemmS16 = { ...operands, weights, ...output };
  return x.dtype === 'int16'
    ? () => gemmS16(memory.kernels, block === undefined ? p : { ...p, block })
    : () => gemmS8(memory.kernels, p);
}
