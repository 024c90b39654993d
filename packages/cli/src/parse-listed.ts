/** Names, and lists of them, as Python writes them. */
export type Listed = string | readonly Listed[];

const QUOTES = '\'"';
const BRACKETS: Readonly<Record<string, string>> = { '[': ']', '(': ')' };

/**
 * A word as a list of Python: `['a','b']`, `[[a],[a,b]]`, `("a", 'b',)`, its quotes still there or taken by a shell.
 * What opens no bracket is a name, taken out of quotes where it stands in them. undefined where brackets, commas and
 * quotes do not come out even. A name without quotes ends at a comma or at the bracket that closes its list, and may
 * hold brackets of its own that it closes.
 */
export function parseListed(text: string): Listed | undefined {
  const reader = new Reader(text.trim());
  const opens = Object.hasOwn(BRACKETS, reader.next);
  const value = opens ? reader.value('') : reader.whole();
  return reader.isAtEnd ? value : undefined;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get next(): string {
    return this.text.charAt(this.at);
  }

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** All of it as one name. */
  whole(): string | undefined {
    if (QUOTES.includes(this.next) && this.text.length > 1 && this.text.endsWith(this.next)) return this.quoted();
    this.at = this.text.length;
    return this.text;
  }

  /** A name or a list, in a list that `close` ends. */
  value(close: string): Listed | undefined {
    this.skipBlanks();
    const { next } = this;
    const end = BRACKETS[next];
    if (end !== undefined) return this.list(end);
    return next !== '' && QUOTES.includes(next) ? this.quoted() : this.bare(close);
  }

  private list(close: string): Listed | undefined {
    const items: Listed[] = [];
    for (this.at++, this.skipBlanks(); this.next !== close; this.skipBlanks()) {
      const item = this.value(close);
      if (item === undefined) return undefined;
      items.push(item);
      this.skipBlanks();
      if (this.next === ',') this.at++;
      else if (this.next !== close) return undefined;
    }
    this.at++;
    return items;
  }

  /** `\` stands before a quote or another `\` that belongs to the name. */
  private quoted(): string | undefined {
    const quote = this.next;
    let name = '';
    for (this.at++; this.next !== quote; this.at++) {
      if (this.isAtEnd) return undefined;
      if (this.next === '\\' && `${quote}\\`.includes(this.text.charAt(this.at + 1)) && this.at + 1 < this.text.length)
        this.at++;
      name += this.next;
    }
    this.at++;
    return name;
  }

  private bare(close: string): string | undefined {
    const from = this.at;
    const own: string[] = [];
    for (; !this.isAtEnd; this.at++) {
      const end = own.at(-1);
      if (end === undefined && (this.next === ',' || this.next === close)) break;
      if (this.next === end) own.pop();
      else if (BRACKETS[this.next] !== undefined) own.push(BRACKETS[this.next]);
    }
    const name = this.text.slice(from, this.at).trim();
    return name === '' ? undefined : name;
  }

  private skipBlanks(): void {
    while (/\s/.test(this.next)) this.at++;
  }
}
