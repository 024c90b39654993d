import type { Screened } from './screened';

/** Places that make up less of the error than this by themselves are not looked at one by one. */
const COVERED = 0.95;

/** The worst of what was screened: as many as make up nearly all of the sum of errors, and no more than `most`. */
export function worstOf(all: readonly Screened[], most: number): readonly Screened[] {
  const total = all.reduce((sum, { error }) => sum + error, 0);
  let covered = 0;
  const worst: Screened[] = [];
  for (const each of all) {
    if (worst.length === most || covered >= COVERED * total) break;
    worst.push(each);
    covered += each.error;
  }
  return worst;
}
