import type { Region } from '../region';
import { type Conv, conv } from './conv';
import type { InstructionDef } from './define-instruction';
import { type DwConv, dwconv } from './dwconv';
import { type Eltwise, eltwise } from './eltwise';
import { type Fill, fill } from './fill';
import { type Gemm, gemm } from './gemm';
import { type Load, load } from './load';
import { type Lut, lut } from './lut';
import { type Move, move } from './move';
import { type Pool, pool } from './pool';
import { type Prelu, prelu } from './prelu';
import { type Quantize, quantize } from './quantize';
import { type Requant, requant } from './requant';
import { type Resize, resize } from './resize';
import { type Softmax, softmax } from './softmax';
import { type Store, store } from './store';
import { type Sync, sync } from './sync';

/**
 * One instruction. `R` says where operands are: a `Region` of memory, or whatever stands for it before addresses are
 * given.
 */
export type Instruction<R = Region> =
  | Load<R>
  | Store<R>
  | Conv<R>
  | DwConv<R>
  | Gemm<R>
  | Eltwise<R>
  | Pool<R>
  | Lut<R>
  | Prelu<R>
  | Requant<R>
  | Resize<R>
  | Move<R>
  | Fill<R>
  | Softmax<R>
  | Quantize<R>
  | Sync;

export type InstructionKind = Instruction['kind'];

/** The instruction set, in the order of the codes. */
export const INSTRUCTIONS: readonly InstructionDef<Instruction>[] = [
  load,
  store,
  conv,
  dwconv,
  gemm,
  eltwise,
  pool,
  lut,
  prelu,
  requant,
  resize,
  move,
  fill,
  sync,
  softmax,
  quantize,
];

const byKind = new Map<string, InstructionDef<Instruction>>(INSTRUCTIONS.map((def) => [def.kind, def]));
const byCode = new Map(INSTRUCTIONS.map((def) => [def.code, def]));

/** What is known of a kind of instruction. Throws for one that is not in the set: a bug of the caller. */
export function definitionOf(kind: InstructionKind): InstructionDef<Instruction> {
  const def = byKind.get(kind);
  if (!def) throw new Error(`there is no instruction ${kind}`);
  return def;
}

export function definitionOfCode(code: number): InstructionDef<Instruction> | undefined {
  return byCode.get(code);
}
