import { FILE_KINDS } from '@openbpu/guard';
import { readLines } from './read-lines';

/** One class: the WordNet id when the file gives one, and its names. */
export interface Synset {
  readonly id?: string;
  /** All names as written, e.g. `tench, Tinca tinca`. */
  readonly name: string;
}

/**
 * Reads class names, class 0 on the first line with text: `n01440764 tench, Tinca tinca`, or the names alone.
 * Fails with GRD or VIS022.
 */
export function readSynset(file: string): Synset[] {
  return readLines(file, FILE_KINDS.classNames).map(({ text }) => {
    const withId = /^(n\d{8})(?:\s+(.*))?$/.exec(text);
    return withId ? { id: withId[1], name: withId[2] ?? withId[1] } : { name: text };
  });
}
