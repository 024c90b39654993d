import type { Instruction } from '@openbpu/machine';
import type { Bench } from '../bench';
import { fastConv } from './conv';
import { fastCopy } from './copy';
import { fastDwConv } from './dwconv';
import { fastEltwise } from './eltwise';
import { fastFill } from './fill';
import { fastGemm } from './gemm';
import { fastLut } from './lut';
import { fastPool } from './pool';
import { fastPrelu } from './prelu';
import { fastQuantize } from './quantize';
import { fastRequant } from './requant';
import { fastResize } from './resize';

/** An instruction as kernels, where they do exactly what the plain loops do; operands must not overlap the result. */
export function fast(instruction: Instruction, bench: Bench): (() => void) | undefined {
  switch (instruction.kind) {
    case 'conv':
      return fastConv(instruction, bench);
    case 'dwconv':
      return fastDwConv(instruction, bench);
    case 'gemm':
      return fastGemm(instruction, bench);
    case 'eltwise':
      return fastEltwise(instruction, bench);
    case 'pool':
      return fastPool(instruction, bench);
    case 'lut':
      return fastLut(instruction, bench);
    case 'prelu':
      return fastPrelu(instruction, bench);
    case 'requant':
      return fastRequant(instruction, bench);
    case 'resize':
      return fastResize(instruction, bench);
    case 'quantize':
      return fastQuantize(instruction, bench);
    case 'softmax':
      return undefined;
    case 'load':
    case 'store':
    case 'move':
      return fastCopy(instruction, bench);
    case 'fill':
      return fastFill(instruction, bench);
    case 'sync':
      return () => undefined;
  }
}
