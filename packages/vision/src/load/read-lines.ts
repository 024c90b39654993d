import { readFileSync } from 'node:fs';
import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { unreadable } from './unreadable';

export interface TextLine {
  /** Without white space at either end; never empty. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The lines of a UTF-8 text file that have text (byte-order mark and carriage returns removed): a list of names, say.
 * `what` names the file's role in messages. Fails with VIS001, VIS002, or VIS022 when no line has text.
 */
export function readLines(file: string, what = 'list'): TextLine[] {
  const lines = textOf(file, what)
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((text, i) => ({ text: text.trim(), line: i + 1 }))
    .filter(({ text }) => text !== '');
  if (lines.length === 0) fail(VISION.emptyList({ file, what }));
  return lines;
}

function textOf(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    return unreadable(file, what, cause);
  }
}
