import { DiagnosticError } from '@openbpu/diagnostics';
import fc from 'fast-check';
import { complaint } from '../import-text.fixture';
import { parseText } from './parse-text';
import type { TextMessage } from './text-message';

type Plain = readonly (readonly [string, unknown])[];

/** Names and values alone, without places. */
function plain(message: TextMessage): Plain {
  return message.fields.map(({ name, value }) => [
    name,
    value.kind === 'message' ? plain(value) : value.kind === 'number' ? value.number : value.text,
  ]);
}

const read = (text: string) => plain(parseText(text, 'f'));

describe('parseText', () => {
  it.each<[string, Plain]>([
    ['', []],
    ['# only a comment', []],
    ['a: 1', [['a', 1]]],
    ['a { b: "x" }', [['a', [['b', 'x']]]]],
    [
      'a: { b: 1, c: 2; }',
      [
        [
          'a',
          [
            ['b', 1],
            ['c', 2],
          ],
        ],
      ],
    ],
    ['a < b: 1 >', [['a', [['b', 1]]]]],
    ['a: < b { c: MAX } >', [['a', [['b', [['c', 'MAX']]]]]]],
    [
      'd: [1, 2,3]',
      [
        ['d', 1],
        ['d', 2],
        ['d', 3],
      ],
    ],
    ['d: []', []],
    [
      'm: [{ a: 1 }, < a: 2 >]',
      [
        ['m', [['a', 1]]],
        ['m', [['a', 2]]],
      ],
    ],
    ["s: 'it' \"'s\"\n  ' one'", [['s', "it's one"]]],
    ['s: "tab\\t quote\\" byte\\x41\\102 \\303\\244 \\?"', [['s', 'tab\t quote" byteAB ä ?']]],
    [
      's: "conv#1" # comment "\n t: 2',
      [
        ['s', 'conv#1'],
        ['t', 2],
      ],
    ],
    [
      'n: 0x1F n: -017 n: .5 n: 1. n: 2e-3 n: 1.5f n: -inf n: infinity n: - 3',
      [
        ['n', 31],
        ['n', -15],
        ['n', 0.5],
        ['n', 1],
        ['n', 0.002],
        ['n', 1.5],
        ['n', -Infinity],
        ['n', Infinity],
        ['n', -3],
      ],
    ],
    [
      'n: nan n: -0x10',
      [
        ['n', NaN],
        ['n', -16],
      ],
    ],
    [
      '[my.extension/v1]: 3 [other.one] { a: 1 }',
      [
        ['[my.extension/v1]', 3],
        ['[other.one]', [['a', 1]]],
      ],
    ],
    [
      '\uFEFFa:1\r\nb:true',
      [
        ['a', 1],
        ['b', 'true'],
      ],
    ],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('knows the place of every field and value', () => {
    const [layer] = parseText('# head\nlayer\n{\n  name: "a\\n"\n\tpad: 3\n}', 'f').fields;
    if (layer.value.kind !== 'message') throw new Error('expected a message');
    expect(layer).toMatchObject({ line: 2, column: 1, value: { line: 3, column: 1 } });
    expect(layer.value.fields[1]).toMatchObject({ name: 'pad', line: 5, column: 2, value: { line: 5, column: 7 } });
  });

  it.each([
    ['a: 1 }', 'f:1:6: this is not protobuf text: expected the name of a field, found "}"'],
    ['layer {\n  a: 1', 'f:2:7: this is not protobuf text: the file ends where "}" is missing'],
    ['layer < a: 1 }', 'f:1:14: this is not protobuf text: expected the name of a field, found "}"'],
    ['a 1', 'f:1:3: this is not protobuf text: expected ":" or "{", found "1"'],
    ['a:\n\n }', 'f:3:2: this is not protobuf text: expected a value, found "}"'],
    ['a: "open\nb: 1', 'f:1:4: this is not protobuf text: a string that is not closed'],
    ['a: "open\\', 'f:1:4: this is not protobuf text: a string that is not closed'],
    ['a: [1 2]', 'f:1:7: this is not protobuf text: expected "," or "]", found "2"'],
    ['a: 3x3', 'f:1:4: this is not protobuf text: unexpected character "3"'],
    ['ok: 1\n  \u0000\u0001', 'f:2:3: this is not protobuf text: unexpected character "\\u0000"'],
    ['1: 2', 'expected the name of a field, found "1"'],
    ['[a.b: 1', 'an extension name that is not closed'],
    [`${'a {'.repeat(5000)}`, 'more than 64 messages inside each other'],
  ])('refuses %j with line and column', (text, problem) => {
    expect(complaint(() => parseText(text, 'f'))).toContain(problem);
  });

  it('reads back whatever strings and numbers are written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        (text, number) => {
          const quoted = `"${text.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))}"`;
          const [[, s], [, n]] = read(`s: ${quoted} n: ${Object.is(number, -0) ? '-0' : number}`);
          expect(s).toBe(text);
          expect(n).toBe(number);
        },
      ),
    );
  });

  it('answers garbage with a diagnostic or a message, never with anything else', () => {
    const bits = fc.constantFrom(
      'a',
      '{',
      '}',
      '<',
      '>',
      '[',
      ']',
      ':',
      ',',
      '"',
      "'",
      '\\',
      '#',
      '\n',
      ' ',
      '1',
      '-',
      '.',
      'e',
      'x',
      '\u0000',
      'é',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 30 }), (parts) => {
        try {
          parseText(parts.join(''), 'f');
        } catch (error) {
          expect(error).toBeInstanceOf(DiagnosticError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
