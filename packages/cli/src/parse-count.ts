import { fail } from '@openbpu/diagnostics';
import { CLI, MOST } from './catalogue';

/** A whole number from 1 on; throws DiagnosticError for anything else. */
export function parseCount(text: string, flag: string): number {
  if (!/^[1-9]\d*$/.test(text) || Number(text) > MOST) fail(CLI.badCount({ flag, given: text }, { name: flag }));
  return Number(text);
}
