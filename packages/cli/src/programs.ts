import { Builtins, type BaseContext, type CommandClass } from 'clipanion';
import { asTheDebuggerIsCalled } from './as-the-debugger-is-called';
import { HbModelInfoCommand } from './commands/hb-model-info-command';
import { HbModelModifierCommand } from './commands/hb-model-modifier-command';
import { HbModelVerifierCommand } from './commands/hb-model-verifier-command';
import { HbPackCommand, PACK } from './commands/hb-pack-command';
import { HbPerfCommand } from './commands/hb-perf-command';
import { HMCT_DEBUGGER, WAY_TO_ACCURACY } from './hmct-debugger';
import { HrtBinDumpCommand } from './commands/hrt-bin-dump-command';
import { HrtModelExecInferCommand } from './commands/hrt-model-exec-infer-command';
import { HrtModelExecInfoCommand } from './commands/hrt-model-exec-info-command';
import { HrtModelExecPerfCommand } from './commands/hrt-model-exec-perf-command';
import { guardOutput } from './guard-output';
import { HB_MAPPER } from './hb-mapper';
import { normaliseArguments, withCode } from './normalise-arguments';
import { Program, type ReadingRules } from './program';
import { toolVersion } from './tool-version';

/** What a program is made of. */
interface ProgramParts extends ReadingRules {
  readonly commands: readonly CommandClass<BaseContext>[];
}

/** Every program by its name. */
export const PROGRAMS = {
  hb_mapper: { commands: HB_MAPPER, spelt: withCode },
  hb_model_info: { commands: [HbModelInfoCommand], words: { name: 'BIN_FILE', least: 1, most: 1 } },
  hb_model_modifier: {
    commands: [HbModelModifierCommand],
    words: { name: 'MODEL_FILE', least: 0, most: 1 },
    repeatable: ['-r', '--all'],
  },
  hb_model_verifier: { commands: [HbModelVerifierCommand], repeatable: ['--input-img'] },
  hb_pack: {
    commands: [HbPackCommand],
    words: { name: 'BIN_FILE', least: 1, most: Infinity },
    called: PACK,
  },
  hb_perf: {
    commands: [HbPerfCommand],
    words: { name: 'BIN_FILE', least: 1, most: 1 },
  },
  'hmct-debugger': {
    commands: HMCT_DEBUGGER,
    words: { name: 'MODEL_OR_FILE and CALIBRATION_DATA', least: 2, most: 2 },
    wordsOf: { doctor: { name: 'RECIPE', least: 1, most: 1 } },
    spelt: asTheDebuggerIsCalled,
    epilogue: WAY_TO_ACCURACY,
  },
  hrt_bin_dump: {
    commands: [HrtBinDumpCommand],
    lenient: true,
  },
  hrt_model_exec: {
    commands: [HrtModelExecPerfCommand, HrtModelExecInferCommand, HrtModelExecInfoCommand],
    lenient: true,
  },
} as const satisfies Readonly<Record<string, ProgramParts>>;

export type ProgramName = keyof typeof PROGRAMS;

/** A program, ready to run. */
export function programOf(name: ProgramName, version: string): Program {
  const { commands, ...rules }: ProgramParts = PROGRAMS[name];
  const program = new Program(
    {
      binaryLabel: 'OpenBPU',
      binaryName: name,
      binaryVersion: version,
      enableColors: process.stdout.isTTY === true && !process.env.NO_COLOR,
    },
    rules,
  );
  for (const command of [...commands, Builtins.HelpCommand, Builtins.VersionCommand]) program.register(command);
  return program;
}

/** Runs a program and sets the exit code of the process. */
export async function main(name: ProgramName, argv: readonly string[]): Promise<void> {
  let lost = false;
  guardOutput(process.stdout, process.stderr, () => {
    lost = true;
    process.exitCode = 1;
  });
  const code = await programOf(name, toolVersion()).run(normaliseArguments(argv));
  process.exitCode = lost ? 1 : code;
}
