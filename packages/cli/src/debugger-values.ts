import { existsSync } from 'node:fs';
import { fail } from '@openbpu/diagnostics';
import { asGiven } from './normalise-arguments';
import { CLI } from './catalogue';
import { type Listed, parseListed } from './parse-listed';

/** What Python writes for what is not given. */
const NONE = /^none$/i;

/** Whether a flag is left out, or given as None. */
function isNone(text: string | undefined): text is undefined {
  return text === undefined || NONE.test(text);
}

/** A name, or undefined where none is given. Throws DiagnosticError for a list. */
export function oneName(text: string | undefined, flag: string): string | undefined {
  if (isNone(text)) return undefined;
  const value = listed(text, flag);
  const [name = refuse(text, flag), ...more] = typeof value === 'string' ? [value] : value;
  return more.length === 0 && typeof name === 'string' ? name : refuse(text, flag);
}

/** Names: one, or a list of them. Throws DiagnosticError for lists in the list, and for one that nothing stands in. */
export function namesIn(text: string | undefined, flag: string): readonly string[] | undefined {
  if (isNone(text)) return undefined;
  const value = listed(text, flag);
  const names = typeof value === 'string' ? [value] : value;
  if (names.length === 0) refuse(text, flag);
  return names.map((name) => (typeof name === 'string' ? name : refuse(text, flag)));
}

/** The same where none, which is no list of names, may not be. */
export function manyNames(text: string, flag: string): readonly string[] {
  return namesIn(text, flag) ?? refuse(text, flag);
}

/**
 * Names, each for itself, and lists of names. Throws DiagnosticError for what is nested deeper, and for a list that
 * nothing stands in.
 */
export function namesOrLists(
  text: string | undefined,
  flag: string,
): readonly (string | readonly string[])[] | undefined {
  if (isNone(text)) return undefined;
  const value = listed(text, flag);
  const items = typeof value === 'string' ? [value] : value;
  if (items.length === 0 || items.some((item) => item.length === 0)) refuse(text, flag);
  return items.map((item) =>
    typeof item === 'string' ? item : item.map((name) => (typeof name === 'string' ? name : refuse(text, flag))),
  );
}

/** Words of the tool's own, which may also stand without brackets, commas between them. */
export function wordsIn(text: string | undefined, flag: string): readonly string[] | undefined {
  return namesIn(text !== undefined && /^[^[(]*,/.test(text) ? `[${text}]` : text, flag);
}

/** True or False; false where nothing is given. Throws DiagnosticError for anything else. */
export function truth(text: string | undefined, flag: string): boolean {
  if (isNone(text) || /^(false|0)$/i.test(text)) return false;
  return /^(true|1)$/i.test(text) || fail(CLI.badTruth({ flag, given: text }, { name: flag }));
}

/** A whole number from `least` on, or undefined where none is given. Throws DiagnosticError for anything else. */
export function wholeNumber(text: string | undefined, flag: string, least: number): number | undefined {
  if (isNone(text)) return undefined;
  const given = asGiven(text);
  const value = Number(given);
  return /^[-+]?\d+$/.test(given) && Number.isSafeInteger(value) && value >= least
    ? value
    : fail(CLI.badWhole({ flag, given, least }, { name: flag }));
}

/**
 * A list in brackets is a pattern to a shell, which stands for names of one character: where there is such a file, the
 * shell gives its name in place of the list.
 */
function listed(text: string, flag: string): Listed {
  if (text.length === 1 && existsSync(text)) fail(CLI.fileForList({ flag, given: text }, { name: flag }));
  return parseListed(text) ?? refuse(text, flag);
}

function refuse(given: string, flag: string): never {
  return fail(CLI.badList({ flag, given }, { name: flag }));
}
