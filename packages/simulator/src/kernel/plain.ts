import type { Instruction } from '@openbpu/machine';
import type { Memory } from '../memory';
import { conv } from './conv';
import { copy } from './copy';
import { dwconv } from './dwconv';
import { eltwise } from './eltwise';
import { fill } from './fill';
import { gemm } from './gemm';
import { lut } from './lut';
import { pool } from './pool';
import { prelu } from './prelu';
import { quantize } from './quantize';
import { requant } from './requant';
import { resize } from './resize';
import { softmax } from './softmax';

/** An instruction as plain loops over views of the memory as it is now: the meaning of the instruction. */
export function plain(instruction: Instruction, memory: Memory): () => void {
  switch (instruction.kind) {
    case 'conv':
      return conv(instruction, memory);
    case 'dwconv':
      return dwconv(instruction, memory);
    case 'gemm':
      return gemm(instruction, memory);
    case 'eltwise':
      return eltwise(instruction, memory);
    case 'pool':
      return pool(instruction, memory);
    case 'lut':
      return lut(instruction, memory);
    case 'prelu':
      return prelu(instruction, memory);
    case 'requant':
      return requant(instruction, memory);
    case 'resize':
      return resize(instruction, memory);
    case 'softmax':
      return softmax(instruction, memory);
    case 'quantize':
      return quantize(instruction, memory);
    case 'load':
    case 'store':
    case 'move':
      return copy(instruction, memory);
    case 'fill':
      return fill(instruction, memory);
    case 'sync':
      return () => undefined;
  }
}
