import { fail } from '@openbpu/diagnostics';
import { type Budget, EFFORTS, type Effort, budgetTimes } from '@openbpu/pipeline/light';
import { CLI, MOST, MOST_DIGITS } from './catalogue';

/** A whole number from 1 on; throws DiagnosticError for anything else. */
export function parseCount(text: string, flag: string): number {
  if (!/^[1-9]\d*$/.test(text) || Number(text) > MOST) fail(CLI.badCount({ flag, given: text }, { name: flag }));
  return Number(text);
}

/** A decimal number such as 0.999, not below 0; throws DiagnosticError for anything else. */
export function parseReal(text: string, flag: string): number {
  if (!/^(?:\d+\.?\d*|\.\d+)$/.test(text)) fail(CLI.badNumber({ flag, given: text }, { name: flag }));
  return Number(text);
}

/** Digits behind the point; throws DiagnosticError for what is no whole number from 0 to MOST_DIGITS. */
export function parseDigits(text: string): number {
  if (!/^\d{1,2}$/.test(text) || Number(text) > MOST_DIGITS) fail(CLI.badDigits({ given: text }, { name: '-d' }));
  return Number(text);
}

/** How far a search goes; throws DiagnosticError for anything else than 0, 1 and 2. */
export function parseEffort(text: string): Effort {
  const found = EFFORTS.find((effort) => String(effort) === text);
  return found ?? fail(CLI.badEffort({ given: text }, { name: '--effort' }));
}

/** `1x3x224x224` as numbers; throws DiagnosticError for anything else. */
export function parseShape(text: string, input: string): number[] {
  if (!/^[1-9]\d*(x[1-9]\d*)*$/i.test(text)) fail(CLI.badShape({ input, given: text }, { name: input }));
  return text.toLowerCase().split('x').map(Number);
}

/** What `--help` says of the flag. */
export const BUDGET = 'how many times the usual work, memory and time a model may take; default 1';

/** The option of a request that `--budget N` stands for. Throws DiagnosticError for what is no whole number above 0. */
export function parseBudget(text: string | undefined): { readonly budget?: Budget } {
  return text === undefined ? {} : { budget: budgetTimes(parseCount(text, '--budget')) };
}

/** What `--help` says of the flag. */
export const CUSTOM_OP = 'a module (.ts, .js, …) that runs custom operators of the model; may be repeated';

/** The option of a request that `--custom-op FILE …` stands for. */
export function customOps(files: readonly string[] | undefined): { readonly customOps?: readonly string[] } {
  return files === undefined ? {} : { customOps: files };
}

/** What `--help` says of the flag. */
export const SKIP_PASS = 'a pass of the optimiser to leave out, as the report names it; may be repeated';

/** The option of a request that `--skip-pass NAME …` stands for. */
export function skipping(names: readonly string[] | undefined): { readonly skipPasses?: readonly string[] } {
  return names === undefined ? {} : { skipPasses: names };
}
