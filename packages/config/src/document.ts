import { type Diagnostic, type Origin } from '@openbpu/diagnostics';
import {
  type Alias,
  type Document,
  LineCounter,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLParseError,
  isAlias,
  isMap,
  isScalar,
  parseDocument,
} from 'yaml';
import { CONFIG, MERGE } from './catalogue';
import { duplicateKeys } from './duplicate-keys';
import { type Raw, RawError, rawOf } from './raw';
import { type Slip, findLookalike, findSlips, lookalikeName, withoutLookalikes } from './slips';
import { listHint } from './value-hint';

/** Where something stands in the recipe, ready for a diagnostic. */
export interface Place {
  readonly at: Origin;
  /** The source line and a caret line under the spot, both indented. */
  readonly excerpt: string;
}

/** One `key: value`. `raw` is undefined when the value is empty (unset) or could not be read at all. */
export interface RecipeEntry {
  readonly raw?: Raw;
  /** True when a complaint about the value has been made already. */
  readonly unreadable: boolean;
  readonly keyPlace: Place;
  readonly valuePlace: Place;
}

/** A top-level key. `found` says what it holds when that is no mapping. */
export interface RecipeGroup {
  readonly place: Place;
  readonly entries: ReadonlyMap<string, RecipeEntry>;
  readonly found?: string;
}

export interface RecipeDocument {
  readonly groups: ReadonlyMap<string, RecipeGroup>;
  readonly problems: readonly Diagnostic[];
  /** False when the text is so broken that nothing said about its keys would be worth reading. */
  readonly usable: boolean;
}

type Fault = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

const MAX_CHARACTERS = 1 << 20;
const MAX_COMPLAINTS = 10;
const EXCERPT_WIDTH = 120;

/** What is wrong, where the library speaks to programmers. */
const PROBLEMS: Readonly<Partial<Record<Fault['code'], string>>> = {
  MULTIPLE_DOCS: 'a second document begins here, and a recipe is one',
  TAG_RESOLVE_FAILED: 'a tag (what begins with !) stands before a value, and no key takes one',
};

const NO_UTF8 = 'it holds bytes that are no UTF-8';
/** What stands in a text for such bytes. */
const REPLACED = '\ufffd';

/** Control characters that no text editor writes; the one after ESC and those of spacing are left out. */
const BINARY = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;
/** What the marks of UTF-16 at the beginning of a file become when it is read as UTF-8. */
const UTF16 = /^\ufffd\ufffd(?:[^\0]\0|\0[^\0])/;

/** Splits the text of a recipe into groups and entries with their places. Never throws on any text. */
export function readDocument(text: string, file: string): RecipeDocument {
  const reader = new Reader(text, file);
  return reader.read();
}

class Reader {
  private readonly lines = new LineCounter();
  private readonly problems: Diagnostic[] = [];
  private readonly groups = new Map<string, RecipeGroup>();
  private document?: Document;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  read(): RecipeDocument {
    const contents = this.parse();
    if (contents === undefined) return this.result(false);
    if (!isMap<Node, Node | null>(contents)) {
      this.report(CONFIG.notAMapping, { what: 'a recipe', found: describe(contents) }, this.place('recipe', contents));
      return this.result(false);
    }
    for (const { key, value } of contents.items) {
      const written = nameOf(key);
      const name = this.isMistypedKey(key, written) ? plainName(written) : written;
      const place = this.place(name, key);
      if (isMap<Node, Node | null>(value)) this.groups.set(name, { place, entries: this.entries(value) });
      else if (isEmpty(value)) this.groups.set(name, { place, entries: new Map() });
      else this.groups.set(name, { place, entries: new Map(), found: describe(value) });
    }
    return this.result(true);
  }

  private result(usable: boolean): RecipeDocument {
    return { groups: this.groups, problems: this.problems, usable };
  }

  private parse(): Node | null | undefined {
    if (BINARY.test(this.text)) return this.binary();
    if (this.text.length > MAX_CHARACTERS) return this.unreadable('it is longer than a million characters');
    try {
      const document = parseDocument<Node>(this.text, {
        schema: 'failsafe',
        lineCounter: this.lines,
        prettyErrors: false,
        // The library compares each key with every other; duplicateKeys() does not.
        uniqueKeys: false,
      });
      this.document = document;
      const tags = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
      if (!isRecipe(document.contents) || document.errors.length > 0) {
        const slips = findSlips(this.text);
        for (const slip of slips) this.slip(slip);
        if (slips.length > 0) return undefined;
      }
      let usable = true;
      const faults = [...document.errors, ...tags].map(({ code, message, pos }) => ({ code, message, pos }));
      const twice = duplicateKeys(document).map((from): Fault => ({
        code: 'DUPLICATE_KEY',
        message: '',
        pos: [from, from],
      }));
      for (const fault of [...twice, ...faults].sort(byPlace).slice(0, MAX_COMPLAINTS))
        usable = this.complain(fault) && usable;
      return usable ? document.contents : undefined;
    } catch (error) {
      if (error instanceof RangeError) return this.unreadable('its brackets are nested too deeply');
      throw error;
    }
  }

  private unreadable(problem: string): undefined {
    this.problems.push(CONFIG.syntax({ problem, excerpt: '' }, { name: 'recipe', file: this.file }));
  }

  private binary(): undefined {
    this.problems.push(
      CONFIG.notText({ unicode16: UTF16.test(this.text), excerpt: '' }, { name: 'recipe', file: this.file }),
    );
  }

  /** Returns whether the rest of the document can still be understood. */
  private complain({ code, message, pos: [from, to] }: Fault): boolean {
    if (code === 'DUPLICATE_KEY') {
      const [key] = /^[^\s:]*/.exec(this.text.slice(from)) ?? [''];
      this.report(
        CONFIG.duplicateKey,
        { key: key.replaceAll(/^["']|["']$/g, '') },
        this.placeAt(key, from, from + key.length),
      );
      return true;
    }
    if (code === 'TAB_AS_INDENT') {
      const place = this.placeAt('recipe', from, to);
      this.report(CONFIG.tab, { place: lineAndColumn(place), more: 0 }, place);
    } else {
      const written = this.text.trimEnd().length;
      const start = Math.max(0, Math.min(from, written - 1));
      const problem = PROBLEMS[code] ?? message.split('\n')[0];
      this.report(CONFIG.syntax, { problem }, this.placeAt('recipe', start, to));
    }
    return false;
  }

  private slip({ kind, from, name, mended, more }: Omit<Slip, 'instead'>): void {
    const place = this.placeAt('recipe', from, from + 1);
    const facts = { place: lineAndColumn(place), more, mended };
    if (kind === 'tab') this.report(CONFIG.tab, facts, place);
    else if (kind === 'no-blank') this.report(CONFIG.noBlank, facts, place);
    else if (kind === 'no-colon') this.report(CONFIG.noColon, facts, place);
    else if (kind === 'deeper') this.report(CONFIG.deeper, facts, place);
    else this.report(CONFIG.lookalike, { ...facts, name, character: this.text[from] }, place);
  }

  private entries(map: YAMLMap<Node, Node | null>): Map<string, RecipeEntry> {
    const entries = new Map<string, RecipeEntry>();
    for (const { key, value } of map.items) {
      const name = nameOf(key);
      if (entries.has(name)) continue;
      const keyPlace = this.place(name, key);
      if (this.isMistypedKey(key, name) || (isScalar(value) && this.isMistypedValue(value, name))) {
        entries.set(plainName(name), { unreadable: true, keyPlace, valuePlace: keyPlace });
        continue;
      }
      const valuePlace = isEmpty(value) ? keyPlace : this.place(name, value);
      if (name === MERGE) {
        entries.set(name, { unreadable: true, keyPlace, valuePlace });
        continue;
      }
      try {
        const raw = rawOf(isAlias(value) ? this.anchored(value) : value);
        if (this.text.slice(...(value?.range ?? [0, 0])).includes(REPLACED)) throw new RawError(NO_UTF8);
        entries.set(name, { ...(raw === '' ? {} : { raw }), unreadable: false, keyPlace, valuePlace });
      } catch (error) {
        if (!(error instanceof RawError)) throw error;
        const hint = error.message === NO_UTF8 ? 'save the recipe as UTF-8' : listHint(name, value);
        this.report(
          CONFIG.badValue,
          { key: name, problem: error.message, ...(hint === undefined ? {} : { hint }) },
          valuePlace,
        );
        entries.set(name, { unreadable: true, keyPlace, valuePlace });
      }
    }
    return entries;
  }

  /** The text that an alias stands for; whatever else it stands for is refused as an alias is. */
  private anchored(alias: Alias): Node {
    const meant = this.document && alias.resolve(this.document);
    return isScalar(meant) ? meant : alias;
  }

  /** Whether the name of a key or group holds a lookalike, which is reported then. */
  private isMistypedKey(node: Node | null, name: string): boolean {
    return this.isMistyped(node, name, findLookalike(name), `${plainName(name)}: …`);
  }

  /** Names and paths may hold anything, but not begin with a curly quotation mark, nor hide a comment. */
  private isMistypedValue(node: Scalar, key: string): boolean {
    const text = typeof node.value === 'string' ? node.value : '';
    const at = node.type === 'PLAIN' ? text.search(/^[‘’“”＂＇]|[\u00a0\u3000]#/) : -1;
    return this.isMistyped(node, text, at, `${key}: ${withoutLookalikes(text)}`);
  }

  private isMistyped(node: Node | null, text: string, at: number, mended: string): boolean {
    if (at < 0) return false;
    const from = (node?.range?.[0] ?? 0) + at;
    this.slip({ kind: 'lookalike', from, name: lookalikeName(text[at]), mended, more: 0 });
    return true;
  }

  private report<F>(
    event: (facts: F & { excerpt: string }, at: Origin) => Diagnostic,
    facts: F,
    { at, excerpt }: Place,
  ): void {
    this.problems.push(event({ ...facts, excerpt }, at));
  }

  private place(name: string, node: Node | null): Place {
    const [from, to] = node?.range ?? [0, 0];
    return this.placeAt(name, from, to);
  }

  private placeAt(name: string, from: number, to: number): Place {
    const { line, col } = this.lines.linePos(Math.min(from, this.text.length));
    const at = { name, file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
    return { at, excerpt: this.excerpt(at.line, at.column, to - from) };
  }

  private excerpt(line: number, column: number, length: number): string {
    const start = this.lines.lineStarts[line - 1] ?? 0;
    const source = this.text.slice(start, this.lines.lineStarts[line] ?? this.text.length).replace(/[\r\n]+$/, '');
    const cut = Math.max(0, column - 1 - EXCERPT_WIDTH / 2);
    const shown = source.slice(cut, cut + EXCERPT_WIDTH).replaceAll(/\p{Cc}/gu, ' ');
    const before = column - 1 - cut;
    return `    ${shown}\n    ${' '.repeat(before)}${'^'.repeat(Math.max(1, Math.min(length, shown.length - before)))}`;
  }
}

const byPlace = (a: Fault, b: Fault): number => a.pos[0] - b.pos[0];

/** A name as it is meant. */
function plainName(name: string): string {
  return withoutLookalikes(name).trim();
}

/** Whether every group that is written holds keys, as far as YAML can tell. */
function isRecipe(contents: Node | null): boolean {
  return isMap<Node, Node | null>(contents) && contents.items.every(({ value }) => isMap(value) || isEmpty(value));
}

function lineAndColumn({ at }: Place): string {
  return `${at.line}:${at.column}`;
}

function nameOf(key: Node | null): string {
  return isScalar(key) && typeof key.value === 'string' ? key.value : '';
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && rawOf(node) === '');
}

function describe(node: Node | null): string {
  if (isEmpty(node)) return 'nothing';
  return isScalar(node) ? 'a text' : 'a list';
}
