import { TextScanner } from './scanner';

describe('TextScanner', () => {
  it('gives tokens with their places, and the end again and again', () => {
    const scanner = new TextScanner('a:\n -1.5e3 "x" # c\n}', 'f');
    const tokens = Array.from({ length: 7 }, () => scanner.next());
    expect(tokens).toEqual([
      { kind: 'word', text: 'a', line: 1, column: 1 },
      { kind: 'punctuation', text: ':', line: 1, column: 2 },
      { kind: 'number', text: '-1.5e3', number: -1500, line: 2, column: 2 },
      { kind: 'string', text: 'x', line: 2, column: 9 },
      { kind: 'punctuation', text: '}', line: 3, column: 1 },
      { kind: 'end', line: 3, column: 2 },
      { kind: 'end', line: 3, column: 2 },
    ]);
  });

  it('takes punctuation only when it is next', () => {
    const scanner = new TextScanner('{ }', 'f');
    expect(scanner.take('}')).toBe(false);
    expect(scanner.peek()).toMatchObject({ text: '{' });
    expect([scanner.take('{'), scanner.take('}'), scanner.take('}')]).toEqual([true, true, false]);
  });

  it('does not take a word for punctuation of the same text', () => {
    expect(new TextScanner('"{"', 'f').take('{')).toBe(false);
  });
});
