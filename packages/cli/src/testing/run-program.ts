import { type ProgramName, programOf } from '../programs';
import { normaliseArguments } from '../normalise-arguments';
import { Kept } from './kept';

/** What one call of the program printed and gave back. */
export interface ProgramRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program inside this process, its streams kept. Logs go to the current folder of the process. */
export async function runProgram(argv: readonly string[], program: ProgramName = 'hb_mapper'): Promise<ProgramRun> {
  const [out, err] = [new Kept(), new Kept()];
  const code = await programOf(program, '0').run(normaliseArguments(argv), {
    stdin: process.stdin,
    stdout: out,
    stderr: err,
    env: process.env,
    colorDepth: 1,
  });
  return { code, stdout: out.text, stderr: err.text };
}
