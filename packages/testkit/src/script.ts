import { readFileSync } from 'node:fs';

/** What a script does with the words behind its name; a number is the exit code. */
export type ScriptMain = (words: readonly string[]) => Promise<number | void> | number | void;

/**
 * Runs a script of the project, where `module` is what was started: `--help` or `-h` anywhere prints the comment above
 * `main`, with which nothing is run, and ends with 0. What `main` throws ends the process.
 */
export function script(module: Pick<NodeModule, 'filename'>, main: ScriptMain): void {
  if (require.main?.filename === module.filename) void runScript(module.filename, main, process.argv.slice(2));
}

/** The same with the words of a command line, whatever was started. */
export async function runScript(file: string, main: ScriptMain, words: readonly string[]): Promise<void> {
  if (words.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${helpOf(readFileSync(file, 'utf8'), main.name)}\n`);
    return;
  }
  const code = await main(words);
  if (typeof code === 'number') process.exitCode = code;
}

/** The text of the comment above a function, without its stars; empty where there is none. */
export function helpOf(source: string, name: string): string {
  const [, comment = ''] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*(?:export )?(?:async )?function ${name}\\(`).exec(source) ?? [];
  return comment.replace(/^ *\* ?/gm, '').trim();
}
