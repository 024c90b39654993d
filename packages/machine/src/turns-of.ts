import { sizeOf } from '@openbpu/tensor';
import type { Instruction } from './instruction/instruction';
import { operandsOf } from './instruction/operands';

/**
 * Turns of the innermost loop of an instruction as its meaning is written: elements of the result, each times the
 * elements of its window or of its row of weights. `multiplies` where every turn is a multiply-accumulate.
 */
export function turnsOf(instruction: Instruction): { readonly turns: number; readonly multiplies: boolean } {
  const { reads, writes } = operandsOf(instruction);
  const elements = Math.max(0, ...[...reads, ...writes].map(({ shape }) => sizeOf(shape)));
  if (instruction.kind === 'sync' || instruction.kind === 'wait') return { turns: 1, multiplies: false };
  const results = sizeOf(instruction.y.shape);
  if ('weights' in instruction) {
    const channels = instruction.y.shape[instruction.y.shape.length - 1];
    return { turns: results * (sizeOf(instruction.weights.shape) / channels), multiplies: true };
  }
  const window = 'kernel' in instruction ? instruction.kernel[0] * instruction.kernel[1] : 1;
  return { turns: Math.max(elements, results * window), multiplies: false };
}
