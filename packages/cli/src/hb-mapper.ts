import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Builtins } from 'clipanion';
import { CheckerCommand } from './commands/checker-command';
import { DataPreprocessCommand } from './commands/data-preprocess-command';
import { EvaluateCommand } from './commands/evaluate-command';
import { ExplainCommand } from './commands/explain-command';
import { InferCommand } from './commands/infer-command';
import { MakertbinCommand } from './commands/makertbin-command';
import { RecipeCommand } from './commands/recipe-command';
import { guardOutput } from './guard-output';
import { normaliseArguments } from './normalise-arguments';
import { Program } from './program';

/** The program `hb_mapper`. */
export function hbMapper(version: string): Program {
  const cli = new Program({
    binaryLabel: 'OpenBPU',
    binaryName: 'hb_mapper',
    binaryVersion: version,
    enableColors: process.stdout.isTTY === true && !process.env.NO_COLOR,
  });
  for (const command of [
    RecipeCommand,
    DataPreprocessCommand,
    CheckerCommand,
    MakertbinCommand,
    InferCommand,
    EvaluateCommand,
    ExplainCommand,
    Builtins.HelpCommand,
    Builtins.VersionCommand,
  ])
    cli.register(command);
  return cli;
}

/** Runs the program and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  let lost = false;
  guardOutput(process.stdout, process.stderr, () => {
    lost = true;
    process.exitCode = 1;
  });
  const code = await hbMapper(version).run(normaliseArguments(argv));
  process.exitCode = lost ? 1 : code;
}
