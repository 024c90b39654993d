import { type Instruction, definitionOf } from './instruction';

/** What an instruction reads and writes, in the order of its definition. */
export function operandsOf<R>(instruction: Instruction<R>): {
  readonly reads: readonly R[];
  readonly writes: readonly R[];
} {
  const { reads, writes } = definitionOf(instruction.kind);
  const pick = (names: readonly string[]): R[] =>
    names.map((name): R | undefined => Reflect.get(instruction, name)).filter((operand) => operand !== undefined);
  return { reads: pick(reads), writes: pick(writes) };
}

/** The same instruction with other operands, e.g. regions of memory in place of names. */
export function mapOperands<R, S>(instruction: Instruction<R>, change: (operand: R) => S): Instruction<S> {
  const { reads, writes } = definitionOf(instruction.kind);
  const changed: Record<string, unknown> = { ...instruction };
  for (const name of [...reads, ...writes]) {
    const operand: R | undefined = Reflect.get(instruction, name);
    if (operand !== undefined) changed[name] = change(operand);
  }
  return changed as typeof changed & Instruction<S>;
}
