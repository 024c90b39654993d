import type { Program } from './program';
import { type InLane } from './queue-order';
import { type Unordered, firstUnordered } from './unordered';
import { firstUnwritten } from './unwritten';
import type { ProgramComplaint } from './verify-program';

/** More cores than any march has. */
const MOST_CORES = 16;

/**
 * What holds where several cores or several calls work: every instruction has a core, tokens name cores that are there,
 * no two lanes meet in memory without a token, and no call reads on chip what it has not written. Everything else of
 * the program has been checked.
 */
export function coresComplaint(program: Program): ProgramComplaint | undefined {
  const { cores = 1, calls } = program;
  if (program.cores !== undefined && !(cores >= 2 && cores <= MOST_CORES))
    return { where: 'cores', why: `${cores} cores are no cores that share an inference` };
  for (const { name, instructions, cores: whose } of calls) {
    if ((whose !== undefined) !== cores > 1)
      return {
        where: name,
        why: 'its instructions have cores where there is one, or have none where there are several',
      };
    if (whose && whose.length !== instructions.length)
      return { where: name, why: `there are ${whose.length} cores for ${instructions.length} instructions` };
    for (const [at, instruction] of instructions.entries()) {
      const core = whose?.[at] ?? 0;
      const where = `${name}, instruction ${at} (${instruction.kind})`;
      if (!(core < cores)) return { where, why: `there is no core ${core}` };
      if (instruction.kind !== 'wait') continue;
      if (!(instruction.core < cores)) return { where, why: `there is no core ${instruction.core}` };
      if (instruction.core === core) return { where, why: `core ${core} need not wait for itself` };
    }
  }
  if (cores > 1 || calls.length > 1)
    for (const call of calls) {
      const at = firstUnwritten(call);
      if (at !== undefined)
        return {
          where: `${call.name}, instruction ${at} (${call.instructions[at].kind})`,
          why: 'it reads on-chip bytes that its call has not written',
        };
    }
  const unordered = cores > 1 ? firstUnordered(program) : undefined;
  return unordered && { where: wherein(unordered.second, program), why: withoutToken(unordered) };
}

function wherein({ call, index, instruction }: InLane, { calls }: Program): string {
  const before = calls.slice(0, call).reduce((sum, { instructions }) => sum + instructions.length, 0);
  return `${calls[call].name}, instruction ${index - before} (${instruction.kind})`;
}

function withoutToken({ first, second, touch }: Unordered): string {
  const [a, b] = [first, second].map(({ core, queue }) => `queue ${queue} of core ${core}`);
  return touch
    ? `${b} meets in memory what instruction ${first.index} of the program does on ${a}, without a token between them`
    : `${a} is too many instructions ahead of the last token that ${b} was given for it`;
}
