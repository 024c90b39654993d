import { TextScanner } from './scanner';
import type { TextField, TextMessage, TextPlace, TextScalar } from './text-message';

/** Deeper nesting than this is garbage: Caffe's own messages stay below ten. */
const DEEPEST = 64;

/**
 * Reads protobuf text without a schema: `name: value`, `name { … }`, `name: { … }`, `name < … >`, `name: [a, b]`,
 * adjacent strings as one, `[extension.name]`, optional `,` and `;` between fields, `#` comments.
 * Fails with a diagnostic that names file, line and column.
 */
export function parseText(text: string, file: string): TextMessage {
  const scanner = new TextScanner(text, file);
  return { kind: 'message', line: 1, column: 1, fields: fields(scanner, undefined, 0) };
}

function fields(scanner: TextScanner, close: string | undefined, depth: number): TextField[] {
  const found: TextField[] = [];
  for (;;) {
    if (scanner.take(',') || scanner.take(';')) continue;
    const token = scanner.peek();
    if (token.kind === 'end') {
      if (close === undefined) return found;
      return scanner.fail(`the file ends where "${close}" is missing`, token);
    }
    if (close !== undefined && scanner.take(close)) return found;
    const name = fieldName(scanner);
    for (const value of values(scanner, depth)) found.push({ name, value, line: token.line, column: token.column });
  }
}

function fieldName(scanner: TextScanner): string {
  const token = scanner.next();
  if (token.kind === 'word') return token.text;
  if (token.kind !== 'punctuation' || token.text !== '[')
    return scanner.fail(`expected the name of a field, found ${shown(token)}`, token);
  let name = '';
  while (!scanner.take(']')) {
    const part = scanner.next();
    if (part.kind === 'end') return scanner.fail('an extension name that is not closed', token);
    name += part.text;
  }
  return `[${name}]`;
}

function values(scanner: TextScanner, depth: number): (TextScalar | TextMessage)[] {
  if (!scanner.take(':'))
    return [
      messageAt(scanner, depth) ?? scanner.fail(`expected ":" or "{", found ${shown(scanner.peek())}`, scanner.peek()),
    ];
  if (!scanner.take('[')) return [value(scanner, depth)];
  const found: (TextScalar | TextMessage)[] = [];
  while (!scanner.take(']')) {
    if (found.length > 0 && !scanner.take(','))
      return scanner.fail(`expected "," or "]", found ${shown(scanner.peek())}`, scanner.peek());
    found.push(value(scanner, depth));
  }
  return found;
}

function value(scanner: TextScanner, depth: number): TextScalar | TextMessage {
  const message = messageAt(scanner, depth);
  if (message) return message;
  const token = scanner.next();
  if (token.kind === 'end' || token.kind === 'punctuation')
    return scanner.fail(`expected a value, found ${shown(token)}`, token);
  if (token.kind === 'word') return word(token);
  if (token.kind !== 'string') return token;
  let text = token.text;
  for (let more = scanner.peek(); more.kind === 'string'; more = scanner.peek()) {
    text += more.text;
    scanner.next();
  }
  return { ...token, text };
}

function word(token: TextScalar): TextScalar {
  if (/^inf(?:inity)?f?$/i.test(token.text)) return { ...token, kind: 'number', number: Infinity };
  return /^nanf?$/i.test(token.text) ? { ...token, kind: 'number', number: NaN } : token;
}

function messageAt(scanner: TextScanner, depth: number): TextMessage | undefined {
  const open: TextPlace = scanner.peek();
  const close = scanner.take('{') ? '}' : scanner.take('<') ? '>' : undefined;
  if (close === undefined) return undefined;
  if (depth >= DEEPEST) return scanner.fail(`more than ${DEEPEST} messages inside each other`, open);
  return { kind: 'message', line: open.line, column: open.column, fields: fields(scanner, close, depth + 1) };
}

function shown(token: { readonly kind: string; readonly text?: string }): string {
  return token.kind === 'end' ? 'the end of the file' : JSON.stringify((token.text ?? '').slice(0, 40));
}
