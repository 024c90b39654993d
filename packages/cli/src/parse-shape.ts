import { fail } from '@openbpu/diagnostics';
import { CLI } from './catalogue';

/** `1x3x224x224` as numbers; throws DiagnosticError for anything else. */
export function parseShape(text: string, input: string): number[] {
  if (!/^[1-9]\d*(x[1-9]\d*)*$/i.test(text)) fail(CLI.badShape({ input, given: text }, { name: input }));
  return text.toLowerCase().split('x').map(Number);
}
