import type { Region } from '../region';
import { type Conv, conv } from './conv';
import { type Load, type Move, type Store, load, move, store } from './copy';
import type { InstructionDef, WorkDef } from './define-instruction';
import { type DwConv, dwconv } from './dwconv';
import { type Eltwise, eltwise } from './eltwise';
import { type Fill, fill } from './fill';
import { type Gather, gather } from './gather';
import { type Gemm, gemm } from './gemm';
import { type Lut, lut } from './lut';
import { type MatMul, matmul } from './matmul';
import { type Normalise, normalise } from './normalise';
import { type Pool, pool } from './pool';
import { type Prelu, prelu } from './prelu';
import { type Quantize, quantize } from './quantize';
import { type Requant, requant } from './requant';
import { type Resize, resize } from './resize';
import { type Sample, sample } from './sample';
import { type Softmax, softmax } from './softmax';
import { type Sync, sync } from './sync';
import { type TopK, topk } from './topk';
import { type Wait, wait } from './wait';

/** The instructions by kind; `R` says where operands are. */
interface Instructions<R> {
  readonly load: Load<R>;
  readonly store: Store<R>;
  readonly conv: Conv<R>;
  readonly dwconv: DwConv<R>;
  readonly gemm: Gemm<R>;
  readonly eltwise: Eltwise<R>;
  readonly pool: Pool<R>;
  readonly lut: Lut<R>;
  readonly prelu: Prelu<R>;
  readonly requant: Requant<R>;
  readonly resize: Resize<R>;
  readonly move: Move<R>;
  readonly fill: Fill<R>;
  readonly sync: Sync;
  readonly softmax: Softmax<R>;
  readonly quantize: Quantize<R>;
  readonly matmul: MatMul<R>;
  readonly normalise: Normalise<R>;
  readonly topk: TopK<R>;
  readonly gather: Gather<R>;
  readonly sample: Sample<R>;
  readonly wait: Wait;
}

export type InstructionKind = keyof Instructions<Region>;

/** Kinds that compute or copy: what selection gives and tiling cuts. Transfers and tokens are added after that. */
export type WorkKind = Exclude<InstructionKind, 'load' | 'store' | 'sync' | 'wait'>;

/** An instruction of a kind. */
export type InstructionOf<K extends InstructionKind, R = Region> = Instructions<R>[K];

/**
 * One instruction. `R` says where operands are: a `Region` of memory, or whatever stands for it before addresses are
 * given.
 */
export type Instruction<R = Region> = InstructionOf<InstructionKind, R>;

/** An instruction that computes or copies something. */
export type Work<R = Region> = InstructionOf<WorkKind, R>;

const BY_KIND: {
  readonly [K in InstructionKind]: K extends WorkKind ? WorkDef<K> : InstructionDef<K>;
} = {
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
  matmul,
  normalise,
  topk,
  gather,
  sample,
  wait,
};

/** The instruction set, in the order of the codes. */
export const INSTRUCTIONS: readonly InstructionDef[] = Object.values<InstructionDef>(BY_KIND);

const BY_CODE = new Map(INSTRUCTIONS.map((def) => [def.code, def]));

/** What is known of a kind of instruction. */
export function definitionOf(kind: WorkKind): WorkDef;
export function definitionOf(kind: InstructionKind): InstructionDef;
export function definitionOf(kind: InstructionKind): InstructionDef {
  return BY_KIND[kind];
}

export function definitionOfCode(code: number): InstructionDef | undefined {
  return BY_CODE.get(code);
}
