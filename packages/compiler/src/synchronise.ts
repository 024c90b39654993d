import { type Instruction, type Queue, definitionOf } from '@openbpu/machine';

/** A token wherever the queue changes, so that instructions take effect in the order they stand in. */
export function synchronise<R>(instructions: readonly Instruction<R>[]): Instruction<R>[] {
  const result: Instruction<R>[] = [];
  let current: Queue | undefined;
  for (const instruction of instructions) {
    const { queue } = definitionOf(instruction.kind);
    if (queue !== undefined && current !== undefined && queue !== current) result.push({ kind: 'sync', from: current, to: queue });
    current = queue ?? current;
    result.push(instruction);
  }
  return result;
}
