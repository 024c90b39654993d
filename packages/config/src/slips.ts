/** A character that a recipe holds where YAML wants another one. */
export interface Slip {
  readonly kind: 'tab' | 'lookalike' | 'no-blank' | 'no-colon' | 'deeper';
  /** Offset in the text. */
  readonly from: number;
  /** What the character is called. */
  readonly name: string;
  /** The line as it is meant, without its indentation. */
  readonly mended: string;
  /** Lines behind this one with the same slip. */
  readonly more: number;
}

/** Characters that an input method or a word processor writes for those of YAML. */
const LOOKALIKES: Readonly<Record<string, readonly [name: string, instead: string]>> = {
  '：': ['full-width colon', ':'],
  '﹕': ['small colon', ':'],
  '∶': ['ratio sign', ':'],
  '；': ['full-width semicolon', ';'],
  '，': ['full-width comma', ','],
  '＃': ['full-width number sign', '#'],
  '＂': ['full-width quotation mark', '"'],
  '＇': ['full-width apostrophe', "'"],
  '‘': ['curly quotation mark', "'"],
  '’': ['curly quotation mark', "'"],
  '“': ['curly quotation mark', '"'],
  '”': ['curly quotation mark', '"'],
  '\u00a0': ['no-break space', ' '],
  '\u3000': ['full-width space', ' '],
  '\u200b': ['zero-width space', ''],
  '\ufeff': ['byte order mark', ''],
};
const ANY_LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`);
const ALL_LOOKALIKES = new RegExp(ANY_LOOKALIKE, 'g');

/** Blanks of any kind, a key, a colon of any kind, and what follows; or a comment that begins with a lookalike. */
const LINE = /^([ \t\u00a0\u3000\u200b\ufeff]*)([A-Za-z_]\w*)([ \u00a0\u3000]*[:：﹕∶])([ \u00a0\u3000]*)(.*)$/;
const COMMENT = /^[ \t]*＃/;
/** A name in quotes and the dict that belongs to it, nothing but blanks between them. */
const DICT_WITHOUT_COLON = /("[^"]*"|'[^']*')[ \t]*(?=\{)/g;

/** What a lookalike is called. */
export function lookalikeName(character: string): string {
  return LOOKALIKES[character]?.[0] ?? 'character';
}

/** Where the text holds its first lookalike, or -1. */
export function findLookalike(text: string): number {
  return text.search(ANY_LOOKALIKE);
}

/**
 * The characters that keep a text from being a recipe: at most one of each kind, in the order of the text. To be asked
 * only of a text that is none, since a sound one may hold every such character inside quotes.
 */
export function findSlips(text: string): readonly Slip[] {
  const found = new Map<Slip['kind'], Slip>();
  const note = (slip: Omit<Slip, 'more'>) => {
    const before = found.get(slip.kind);
    found.set(slip.kind, before ? { ...before, more: before.more + 1 } : { ...slip, more: 0 });
  };
  let start = text.startsWith('\ufeff') ? 1 : 0;
  let above = '';
  for (const written of text.slice(start).split('\n')) {
    const line = written.replace(/\r$/, '');
    const slips = [...slipsOf(line), ...(isDeeper(line, above) ? [deeper(line, above)] : [])];
    for (const slip of slips) note({ ...slip, from: start + slip.from });
    start += written.length + 1;
    if (!/^\s*(#|$)/.test(line)) above = line;
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

function slipsOf(line: string): Omit<Slip, 'more'>[] {
  const [, indent, key, colon, gap, value] = LINE.exec(line) ?? [];
  const mended = key === undefined ? withoutLookalikes(line).trim() : `${key}: ${withoutLookalikes(value)}`.trimEnd();
  const slips: Omit<Slip, 'more'>[] = [];
  if (/^ *\t[ \t]*[^\s#]/.test(line)) slips.push({ kind: 'tab', from: line.indexOf('\t'), name: 'tab', mended });
  const head = key === undefined ? (COMMENT.exec(line)?.[0] ?? '') : `${indent}${key}${colon}${gap}${value[0] ?? ''}`;
  const from = findLookalike(head);
  if (from >= 0) {
    slips.push({ kind: 'lookalike', from, name: LOOKALIKES[line[from]][0], mended });
  } else if (key !== undefined && gap === '' && value !== '' && !value.startsWith('\t'))
    slips.push({ kind: 'no-blank', from: `${indent}${key}${colon}`.length - 1, name: 'colon', mended });
  const whole = withMissingColons(line);
  if (whole !== undefined)
    slips.push({ kind: 'no-colon', from: line.search(DICT_WITHOUT_COLON), name: 'name', mended: whole.trim() });
  return slips;
}

/** A key and its value on one line, which is all of it. */
const WHOLE = /^( *)[A-Za-z_]\w*:[ \t]+(?:'[^']*'|"[^"]*"|[^\s'"#&!|>{[][^#]*)\s*(?:#.*)?$/;
/** A key at the beginning of a line, and its indentation. */
const KEY = /^( *)[A-Za-z_]\w*:(?=\s|$)/;

/** Whether a line with a key is indented deeper than the line above, which has a value already. */
function isDeeper(line: string, above: string): boolean {
  const [[, outer] = [], [, inner] = []] = [WHOLE.exec(above) ?? [], KEY.exec(line) ?? []];
  return outer !== undefined && inner !== undefined && inner.length > outer.length;
}

function deeper(line: string, above: string): Omit<Slip, 'more'> {
  const from = line.search(/\S/);
  return { kind: 'deeper', from, name: 'key', mended: above.slice(0, above.search(/\S/)) + line.trim() };
}

/** A text with the colons that are missing between names in quotes and their dicts; undefined where none is. */
export function withMissingColons(text: string): string | undefined {
  const mended = text.replaceAll(DICT_WITHOUT_COLON, (_, name: string) => `${name}: `);
  return mended === text ? undefined : mended;
}

/** Lookalikes become what they stand for, unless quotes of YAML keep them as they are. */
export function withoutLookalikes(text: string): string {
  return /^["']/.test(text) ? text : text.replaceAll(ALL_LOOKALIKES, (each) => LOOKALIKES[each][1]);
}
