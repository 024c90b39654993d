import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, nearest } from '@openbpu/diagnostics';
import { CLI } from './catalogue';

/** What is known of every code, which ships with the program: written by `tools/docs` from the catalogues. */
const FILE = join(__dirname, '../explain/diagnostics.json');

export interface ExplainedCode {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** When it is said: one sentence. */
  readonly when: string;
  /** A message of this code, with facts as they come up. */
  readonly message?: string;
  /** What to do in that case. */
  readonly hint?: string;
}

/** What is known of a code, in any case of letters. Throws DiagnosticError for none of ours. */
export function explainedCode(given: string): ExplainedCode {
  const known = JSON.parse(readFileSync(FILE, 'utf8')) as readonly ExplainedCode[];
  const wanted = given.toUpperCase();
  const found = known.find(({ code }) => code === wanted);
  if (found) return found;
  const like = nearest(
    wanted,
    known.map(({ code }) => code),
  );
  return fail(CLI.unknownCode({ given, ...(like === undefined ? {} : { nearest: like }) }, { name: given }));
}

/** The same as text: what it means, an example, and its cure. */
export function explainedText({ code, severity, when, message, hint }: ExplainedCode): string {
  const part = (title: string, text: string | undefined) =>
    text === undefined ? [] : ['', title, ...text.split('\n').map((line) => `  ${line}`)];
  return [`${code} (${severity})`, `  ${when}`, ...part('For example:', message), ...part('What to do:', hint)].join(
    '\n',
  );
}
