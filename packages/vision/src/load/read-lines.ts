import { fail } from '@openbpu/diagnostics';
import { type FileKind, FILE_KINDS, readUserFile } from '@openbpu/guard';
import { VISION } from '../catalogue';

export interface TextLine {
  /** Without white space at either end; never empty. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The lines of a UTF-8 text file that have text (byte-order mark and carriage returns removed): a list of names, say.
 * Fails with GRD, or VIS022 when no line has text.
 */
export function readLines(file: string, kind: FileKind = FILE_KINDS.list): TextLine[] {
  const lines = new TextDecoder()
    .decode(readUserFile(file, kind))
    .split('\n')
    .map((text, i) => ({ text: text.trim(), line: i + 1 }))
    .filter(({ text }) => text !== '');
  if (lines.length === 0) fail(VISION.emptyList({ file, what: kind.role }));
  return lines;
}
