import { rm } from 'node:fs/promises';
import { PROGRAMS, type ProgramName } from '@openbpu/cli';
import { type ProgramRun, runProgram } from '@openbpu/cli/testing';
import type { Workshop } from '../workshop';

/** What a user has before them, and does. */
export interface Act {
  /** Files that are put into the workshop, by name; null takes one away. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>;
  /** Lines of the recipe by key, as `Workshop.recipe` takes them; undefined takes one away. */
  readonly recipe?: Readonly<Record<string, string | undefined>>;
  /** The command line behind `hb_mapper`, or that of another program with its name, its words apart by blanks. */
  readonly run: string;
}

/** A code, an example that calls it forth, what its hint says, and the example once that has been followed. */
export type HintCase = readonly [code: string, broken: Act, hint: RegExp, mended: Act];

/** Converts with the recipe of the workshop. */
export const convert = (recipe: Act['recipe'] = {}, files: Act['files'] = {}): Act => ({
  recipe,
  files,
  run: 'makertbin -c recipe.yaml --model-type onnx --threads 1',
});

/** Checks `model.onnx`. */
export const check = (files: Act['files'] = {}, more = ''): Act => ({
  files,
  run: `checker --model-type onnx --march bayes-e --model model.onnx ${more}`,
});

/** Any other command. */
export const command = (run: string, files: Act['files'] = {}): Act => ({ files, run });

function isProgram(word: string): word is ProgramName {
  return Object.hasOwn(PROGRAMS, word);
}

/** Prepares the workshop and runs the program in the current folder, which is the workshop's. */
export async function perform(shop: Workshop, { files = {}, recipe = {}, run }: Act): Promise<ProgramRun> {
  for (const [name, content] of Object.entries(files))
    if (content === null) await rm(shop.path(name), { recursive: true });
    else await shop.put(name, content);
  await shop.recipe(recipe);
  const words = run.split(' ').filter((word) => word !== '');
  return isProgram(words[0]) ? runProgram(words.slice(1), words[0]) : runProgram(words);
}

/** The hint that is printed under a code, or stands beside it in a document; undefined where the code is not there. */
export function hintOf(code: string, said: string): string | undefined {
  const printed = new RegExp(`${code} (?:error|warning|note) [^]*?\\n +hint: (.*)`).exec(said);
  const written = new RegExp(`"code":"${code}","severity":"\\\\w+","message":"[^{}]*?","hint":"([^"]*)"`).exec(said);
  return (printed ?? written)?.[1];
}
