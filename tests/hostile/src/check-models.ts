import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '@openbpu/cli/testing';
import { type Bench, KINDS, put } from './kinds';
import { type Case, kindOf, makeFile, soundFile } from './slice';

/** The kinds of file that a model is made of, each tried through `checker`. */
const OF_MODELS = KINDS.filter(({ argv }) => argv[0] === 'checker').map(({ name }) => name);
/** Milliseconds after which a check hangs. */
const LONGEST = 10_000;

export interface Checks {
  /** What ended otherwise than with a code of ours, or a stack, or too late. */
  readonly wrong: readonly (Case & { readonly why: string })[];
  /** By exit code. */
  readonly codes: Readonly<Record<number, number>>;
  /** Milliseconds of the longest. */
  readonly longest: number;
}

/** The nth model: all kinds in turn, and of every four one priced, one repaired, one both. */
function argumentsOf(index: number): readonly string[] {
  const round = Math.floor(index / OF_MODELS.length) % 4;
  return [...(round % 2 === 1 ? ['--price'] : []), ...(round > 1 ? ['--fix', 'fixed.onnx'] : []), '--strict'];
}

/**
 * Checks hostile models with the program, in this process: it must end with 0 or 2, or with 1 and a code that says why,
 * without a stack, within 10 s.
 */
export async function checkModels(first: number, count: number, bench: Bench): Promise<Checks> {
  const wrong: (Case & { why: string })[] = [];
  const codes: Record<number, number> = {};
  let longest = 0;
  const home = process.cwd();
  process.chdir(bench.folder);
  try {
    for (let index = 0; index < count; index++) {
      const one = { kind: OF_MODELS[index % OF_MODELS.length], seed: first + index };
      const kind = kindOf(one);
      put(kind, await makeFile(one, bench), bench);
      const began = performance.now();
      const { code, stdout, stderr } = await runProgram([...kind.argv, ...argumentsOf(index)]);
      const took = performance.now() - began;
      longest = Math.max(longest, took);
      codes[code] = (codes[code] ?? 0) + 1;
      const why = faultOf(code, stdout + stderr, took);
      if (why !== undefined) wrong.push({ ...one, why });
      put(kind, soundFile(kind, bench), bench);
      rmSync(join(bench.folder, 'fixed.onnx'), { force: true });
    }
  } finally {
    process.chdir(home);
  }
  return { wrong, codes, longest };
}

function faultOf(code: number, said: string, took: number): string | undefined {
  if (took > LONGEST) return `took ${(took / 1000).toFixed(1)} s`;
  if (/This is a bug|CLI000|^\s+at .*:\d+:\d+\)?$/m.test(said)) return said.slice(-600);
  if (code === 1 && !/ ERROR [A-Z]{3}\d{3} error/.test(said)) return `no code in: ${said.slice(-600)}`;
  return [0, 1, 2].includes(code) ? undefined : `exit code ${code}`;
}
