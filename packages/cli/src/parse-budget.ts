import { type Budget, budgetTimes } from '@openbpu/pipeline/light';
import { parseCount } from './parse-count';

/** What `--help` says of the flag. */
export const BUDGET = 'how many times the usual work, memory and time a model may take; default 1';

/** The option of a request that `--budget N` stands for. Throws DiagnosticError for what is no whole number above 0. */
export function parseBudget(text: string | undefined): { readonly budget?: Budget } {
  return text === undefined ? {} : { budget: budgetTimes(parseCount(text, '--budget')) };
}
