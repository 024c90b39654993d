import type { Instruction } from '@openbpu/machine';
import { conv } from './kernel/conv';
import { copy } from './kernel/copy';
import { dwconv } from './kernel/dwconv';
import { eltwise } from './kernel/eltwise';
import { fill } from './kernel/fill';
import { gemm } from './kernel/gemm';
import { lut } from './kernel/lut';
import { pool } from './kernel/pool';
import { prelu } from './kernel/prelu';
import { requant } from './kernel/requant';
import { resize } from './kernel/resize';
import type { Memory } from './memory';

/** An instruction bound to its memory: everything that can be settled before running it is. */
export function prepare(instruction: Instruction, memory: Memory): () => void {
  switch (instruction.kind) {
    case 'conv': return conv(instruction, memory);
    case 'dwconv': return dwconv(instruction, memory);
    case 'gemm': return gemm(instruction, memory);
    case 'eltwise': return eltwise(instruction, memory);
    case 'pool': return pool(instruction, memory);
    case 'lut': return lut(instruction, memory);
    case 'prelu': return prelu(instruction, memory);
    case 'requant': return requant(instruction, memory);
    case 'resize': return resize(instruction, memory);
    case 'load':
    case 'store':
    case 'move': return copy(instruction, memory);
    case 'fill': return fill(instruction, memory);
    case 'sync': return () => undefined;
  }
}
