import { isAbsolute, normalize, win32 } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { FILE_KINDS } from '@openbpu/guard';
import { VISION } from '../catalogue';
import { readLines } from './read-lines';

/** One line of a label file. */
export interface Label {
  /** File name of the picture, as written. */
  readonly name: string;
  /** Class index, counted from 0. */
  readonly label: number;
  /** 1-based line of the label file. */
  readonly line: number;
}

/**
 * Reads lines `<name> <label>`, in file order; a name may hold spaces, the last word is the label. Blank lines are
 * skipped. Fails with GRD, VIS022 (empty), and with file and line VIS020 (malformed), VIS026 (a name
 * that leads out of the folder of the pictures) or VIS021 (a name
 * twice).
 */
export function readLabels(file: string): Label[] {
  const lineOf = new Map<string, number>();
  return readLines(file, FILE_KINDS.labels).map(({ text, line }) => {
    const at = { name: text, file, line };
    const [, name, label] = /^(.*\S)\s+(\d{1,15})$/.exec(text) ?? fail(VISION.badLabelLine({ text, line }, at));
    if (isAbsolute(name) || win32.isAbsolute(name) || /^\.\.(\/|$)/.test(normalize(name)))
      fail(VISION.labelOutside({ name }, at));
    const firstLine = lineOf.get(name);
    if (firstLine !== undefined) fail(VISION.duplicateLabel({ name, line, firstLine }, at));
    lineOf.set(name, line);
    return { name, label: Number(label), line };
  });
}
