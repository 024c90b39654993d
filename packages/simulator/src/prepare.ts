import { type Instruction, operandsOf, overlap } from '@openbpu/machine';
import { type Bench, rebinding } from './bench';
import { fast } from './fast/fast';
import { plain } from './kernel/plain';

/**
 * An instruction bound to its memory: everything that can be settled before running it is. A kernel carries it out
 * where one does exactly what the plain loops do; the plain loops do the rest, and all that reads what it writes.
 */
export function prepare(instruction: Instruction, bench: Bench): () => void {
  const kernel = disjoint(instruction) ? fast(instruction, bench) : undefined;
  if (kernel) return kernel;
  bench.onPlain?.(instruction);
  return rebinding(bench.memory, () => plain(instruction, bench.memory));
}

/** Whether nothing that is written shares bytes with anything that is read. */
function disjoint(instruction: Instruction): boolean {
  const { reads, writes } = operandsOf(instruction);
  return writes.every((y) => reads.every((x) => !overlap(x, y)));
}
