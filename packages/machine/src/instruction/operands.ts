import type { Box, ConstantSource, LocatedView } from '../box';
import { type Instruction, type Work, definitionOf } from './instruction';

/** What an instruction reads and writes, in the order of its definition. */
export interface Operands<R> {
  readonly reads: readonly R[];
  readonly writes: readonly R[];
}

export function operandsOf<R>(instruction: Instruction<R>): Operands<R> {
  const reads: R[] = [];
  const writes: R[] = [];
  definitionOf(instruction.kind).map<R, void>(instruction, {
    read: (operand) => void reads.push(operand),
    write: (operand) => void writes.push(operand),
  });
  return { reads, writes };
}

/**
 * The same instruction with other operands, e.g. regions of memory in place of names; `write` is for those it writes,
 * `read` for all of them where it is not given.
 */
export function mapOperands<R, S>(work: Work<R>, read: (operand: R) => S, write?: (operand: R) => S): Work<S>;
export function mapOperands<R, S>(
  instruction: Instruction<R>,
  read: (operand: R) => S,
  write?: (operand: R) => S,
): Instruction<S>;
export function mapOperands<R, S>(instruction: Instruction<R>, read: (operand: R) => S, write = read): Instruction<S> {
  return definitionOf(instruction.kind).map<R, S>(instruction, { read, write });
}

/**
 * An instruction for a box of its result: it writes these elements and reads what they need, no more. New constants
 * (parts of tables, padding) come from `constants`.
 */
export function cut<V extends LocatedView>(work: Work<V>, box: Box, constants: ConstantSource<V>): Work<V> {
  return definitionOf(work.kind).tiling.cut(work, box, constants);
}
