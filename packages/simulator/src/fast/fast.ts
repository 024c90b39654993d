import type { Instruction, InstructionKind, InstructionOf } from '@openbpu/machine';
import type { Bench } from '../bench';
import { fastConv } from './conv';
import { fastCopy, fastFill } from './move';
import { fastDwConv } from './dwconv';
import { fastEltwise } from './eltwise';
import { fastGemm } from './gemm';
import { fastLut } from './lut';
import { fastMatMul } from './matmul';
import { fastPool } from './pool';
import { fastPrelu } from './prelu';
import { fastQuantize } from './quantize';
import { fastRequant } from './requant';
import { fastResize } from './resize';
import { fastSoftmax } from './softmax';

/** Binds an instruction to kernels; undefined if they would not do exactly what the plain loops do. */
type Fast<K extends InstructionKind> = {
  bind(instruction: InstructionOf<K>, bench: Bench): (() => void) | undefined;
}['bind'];

/** The kernels of every kind of instruction. */
const FAST: { readonly [K in InstructionKind]: Fast<K> } = {
  load: fastCopy,
  store: fastCopy,
  move: fastCopy,
  conv: fastConv,
  dwconv: fastDwConv,
  gemm: fastGemm,
  matmul: fastMatMul,
  eltwise: fastEltwise,
  pool: fastPool,
  lut: fastLut,
  prelu: fastPrelu,
  requant: fastRequant,
  resize: fastResize,
  quantize: fastQuantize,
  fill: fastFill,
  softmax: fastSoftmax,
  /** There are no kernels for them. */
  normalise: () => undefined,
  topk: () => undefined,
  gather: () => undefined,
  sample: () => undefined,
  sync: () => () => undefined,
  wait: () => () => undefined,
};

/** An instruction as kernels, where they do exactly what the plain loops do; operands must not overlap the result. */
export function fast(instruction: Instruction, bench: Bench): (() => void) | undefined {
  const bind: Fast<InstructionKind> = FAST[instruction.kind];
  return bind(instruction, bench);
}
