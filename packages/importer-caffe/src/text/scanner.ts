import { fail } from '@openbpu/diagnostics';
import { CAFFE } from '../catalogue';
import type { TextPlace, TextScalar } from './text-message';

export type Token =
  | (TextPlace & { readonly kind: 'end' })
  | (TextPlace & { readonly kind: 'punctuation'; readonly text: string })
  | TextScalar;

const SPACE = /(?:\s|#[^\n]*)+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_.]*/y;
const NUMBER = /-?\s*(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fF]?)(?![A-Za-z0-9_.])/y;
const NEGATIVE_WORD = /-\s*(?:inf|infinity|nan)(?![A-Za-z0-9_])/iy;
const PUNCTUATION = '{}<>[]:,;/';
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** Cuts protobuf text into tokens and knows where each stands. Comments run from `#` to the end of the line. */
export class TextScanner {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private ahead: Token | undefined;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    if (text.startsWith('\uFEFF')) this.lineStart = this.at = 1;
  }

  /** The next token, not consumed. Fails with a diagnostic where no token begins. */
  peek(): Token {
    return (this.ahead ??= this.scan());
  }

  next(): Token {
    const token = this.peek();
    this.ahead = undefined;
    return token;
  }

  /** Consumes the next token when it is this punctuation. */
  take(punctuation: string): boolean {
    const token = this.peek();
    if (token.kind !== 'punctuation' || token.text !== punctuation) return false;
    this.ahead = undefined;
    return true;
  }

  fail(problem: string, place: TextPlace): never {
    return fail(
      CAFFE.syntax({ problem }, { name: this.file, file: this.file, line: place.line, column: place.column }),
    );
  }

  private scan(): Token {
    this.skip(SPACE);
    const place = { line: this.line, column: this.at - this.lineStart + 1 };
    const { text } = this;
    if (this.at >= text.length) return { kind: 'end', ...place };
    const first = text[this.at];
    if (first === '"' || first === "'") return { kind: 'string', text: this.string(first, place), ...place };
    const number = this.skip(NUMBER);
    if (number !== undefined) return { kind: 'number', text: number, number: toNumber(number), ...place };
    const negative = this.skip(NEGATIVE_WORD);
    if (negative !== undefined)
      return { kind: 'number', text: negative, number: /nan/i.test(negative) ? NaN : -Infinity, ...place };
    const word = this.skip(WORD);
    if (word !== undefined) return { kind: 'word', text: word, ...place };
    if (PUNCTUATION.includes(first)) {
      this.at++;
      return { kind: 'punctuation', text: first, ...place };
    }
    return this.fail(`unexpected character ${JSON.stringify(String.fromCodePoint(text.codePointAt(this.at)!))}`, place);
  }

  private skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    for (let i = found.indexOf('\n'); i >= 0; i = found.indexOf('\n', i + 1)) {
      this.line++;
      this.lineStart = this.at + i + 1;
    }
    this.at += found.length;
    return found;
  }

  /** A quoted string with C escapes; bytes given by octal or hex escapes are read as UTF-8. */
  private string(quote: string, place: TextPlace): string {
    const bytes: Buffer[] = [];
    let from = ++this.at;
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined || c === '\n') return this.fail('a string that is not closed', place);
      if (c === quote || c === '\\') bytes.push(Buffer.from(this.text.slice(from, this.at)));
      this.at++;
      if (c === quote) return Buffer.concat(bytes).toString('utf8');
      if (c !== '\\') continue;
      bytes.push(this.escape(place));
      from = this.at;
    }
  }

  private escape(place: TextPlace): Buffer {
    const pattern = /x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S])/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found || found[3] === '\n') return this.fail('a string that is not closed', place);
    this.at += found[0].length;
    if (found[1]) return Buffer.of(parseInt(found[1], 16));
    if (found[2]) return Buffer.of(parseInt(found[2], 8) & 255);
    return Buffer.from(ESCAPES[found[3]] ?? found[3]);
  }
}

function toNumber(written: string): number {
  const text = written.replace(/\s/g, '');
  if (/^-?0[xX]/.test(text)) return text.startsWith('-') ? -Number(text.slice(1)) : Number(text);
  const body = text.replace(/[fF]$/, '');
  return /^-?0[0-7]+$/.test(body) ? Math.sign(Number(`${body}1`)) * parseInt(body.replace('-', ''), 8) : Number(body);
}
