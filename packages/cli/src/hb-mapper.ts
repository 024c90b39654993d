import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Builtins, Cli } from 'clipanion';
import { CheckerCommand } from './commands/checker-command';
import { EvaluateCommand } from './commands/evaluate-command';
import { InferCommand } from './commands/infer-command';
import { MakertbinCommand } from './commands/makertbin-command';
import { normaliseArguments } from './normalise-arguments';

/** The program `hb_mapper`. */
export function hbMapper(version: string): Cli {
  const cli = new Cli({ binaryLabel: 'OpenBPU', binaryName: 'hb_mapper', binaryVersion: version });
  for (const command of [CheckerCommand, MakertbinCommand, InferCommand, EvaluateCommand, Builtins.HelpCommand, Builtins.VersionCommand]) cli.register(command);
  return cli;
}

/** Runs the program and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  process.exitCode = await hbMapper(version).run(normaliseArguments(argv));
}
