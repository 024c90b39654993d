import type { Instruction, InstructionKind, InstructionOf } from '@openbpu/machine';
import type { Memory } from '../memory';
import { conv } from './conv';
import { copy, fill } from './move';
import { dwconv } from './dwconv';
import { eltwise } from './eltwise';
import { gather } from './gather';
import { gemm } from './gemm';
import { lut } from './lut';
import { matmul } from './matmul';
import { normalise } from './normalise';
import { pool } from './pool';
import { prelu } from './prelu';
import { quantize } from './quantize';
import { requant } from './requant';
import { resize } from './resize';
import { sample } from './sample';
import { softmax } from './softmax';
import { topk } from './topk';

/** Binds instructions of a kind to views of the memory as it is now. */
type Plain<K extends InstructionKind> = {
  bind(instruction: InstructionOf<K>, memory: Memory): () => void;
}['bind'];

/** The meaning of every kind of instruction, as plain loops. */
const PLAIN: { readonly [K in InstructionKind]: Plain<K> } = {
  load: copy,
  store: copy,
  move: copy,
  conv,
  dwconv,
  gemm,
  matmul,
  topk,
  gather,
  eltwise,
  pool,
  lut,
  prelu,
  requant,
  resize,
  sample,
  softmax,
  quantize,
  normalise,
  fill,
  sync: () => () => undefined,
  wait: () => () => undefined,
};

/** An instruction as plain loops over views of the memory as it is now: the meaning of the instruction. */
export function plain(instruction: Instruction, memory: Memory): () => void {
  const bind: Plain<InstructionKind> = PLAIN[instruction.kind];
  return bind(instruction, memory);
}
