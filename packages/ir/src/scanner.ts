/** Raised for text that is not a graph; the message names line and column. */
export class IrSyntaxError extends Error {}

/** Reads the textual form token by token, keeping the place for messages. */
export class Scanner {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly line: number,
  ) {}

  /** Whether the rest, white space aside, begins with `token`; consumes it when so. */
  take(token: string): boolean {
    this.skip();
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`expected "${token}"`);
  }

  /** The next match of `pattern` (which must be sticky), or undefined. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    this.skip();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }

  /** A bare or quoted name. */
  name(): string {
    const quoted = this.match(/"(?:[^"\\]|\\.)*"/y);
    if (quoted) return JSON.parse(quoted[0]) as string;
    return (this.match(/[A-Za-z0-9_./-]+/y) ?? this.fail('expected a name'))[0];
  }

  number(): number {
    const found =
      this.match(/-?(?:Infinity|NaN|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y) ?? this.fail('expected a number');
    return Number(found[0]);
  }

  /** `item` repeated between brackets with commas. */
  list<T>(open: string, close: string, item: () => T): T[] {
    this.expect(open);
    const items: T[] = [];
    while (!this.take(close)) {
      if (items.length > 0) this.expect(',');
      items.push(item());
    }
    return items;
  }

  /** A number, string, true/false/null, list or `{key: value}`. */
  attribute(): unknown {
    this.skip();
    const next = this.text[this.at];
    if (next === '[') return this.list('[', ']', () => this.attribute());
    if (next === '{') return Object.fromEntries(this.list('{', '}', () => this.entry()));
    if (next === '"') return this.name();
    const word = this.match(/(?:true|false|null)\b/y);
    if (word) return JSON.parse(word[0]) as unknown;
    return this.number();
  }

  entry(): [string, unknown] {
    const key = this.name();
    this.expect(':');
    return [key, this.attribute()];
  }

  done(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  fail(why: string): never {
    throw new IrSyntaxError(
      `line ${this.line}, column ${this.at + 1}: ${why}, found ` +
        `${JSON.stringify(this.text.slice(this.at, this.at + 20))}`,
    );
  }

  private skip(): void {
    while (this.at < this.text.length && /\s/.test(this.text[this.at])) this.at++;
  }
}
