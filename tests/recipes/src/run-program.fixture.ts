import { Writable } from 'node:stream';
import { normaliseArguments, programOf } from '@openbpu/cli';

export interface ProgramRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `hb_mapper` as from a shell in `folder`. */
export async function runProgram(folder: string, argv: readonly string[]): Promise<ProgramRun> {
  const before = process.cwd();
  const [out, err] = [new Kept(), new Kept()];
  process.chdir(folder);
  try {
    const code = await programOf('hb_mapper', '0.0.0').run(normaliseArguments(argv), {
      stdin: process.stdin,
      stdout: out,
      stderr: err,
    });
    return { code, stdout: out.text, stderr: err.text };
  } finally {
    process.chdir(before);
  }
}

class Kept extends Writable {
  text = '';

  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

/** The rows of a printed table, cell by cell, below its header. */
export function tableRows(text: string, firstHeader = 'Node'): string[][] {
  const lines = text.split('\n');
  const header = lines.findIndex((line) => line.startsWith(`${firstHeader} `));
  const rows = lines.slice(header + 2);
  const end = rows.findIndex((line) => /^(\d{4}-|$)/.test(line));
  return rows
    .slice(0, end < 0 ? rows.length : end)
    .filter((line) => !line.startsWith('    '))
    .map((line) => line.trim().split(/\s{2,}/));
}
