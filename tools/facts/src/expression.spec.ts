import { joined, parseExpression, parts } from './expression';

describe('parseExpression', () => {
  it('reads the language of rules', () => {
    expect(parseExpression("a.b === 'x' && !(c[0] > 1.5)")).toEqual({
      kind: 'binary',
      op: '&&',
      left: {
        kind: 'binary',
        op: '===',
        left: { kind: 'dot', of: { kind: 'name', name: 'a' }, name: 'b' },
        right: { kind: 'value', value: 'x' },
      },
      right: {
        kind: 'not',
        of: {
          kind: 'binary',
          op: '>',
          left: { kind: 'at', of: { kind: 'name', name: 'c' }, index: { kind: 'value', value: 0 } },
          right: { kind: 'value', value: 1.5 },
        },
      },
    });
    expect(parseExpression('[1, 2].every(x => f(x) ? true : false)').kind).toBe('call');
  });

  it.each([
    'a; b',
    'x = 1',
    'new Date()',
    '(() => { return 1 })()',
    '`${a}`',
    'a ?? b',
    'x++',
    'import("fs")',
    '{',
    '',
    'a b',
    'a +',
  ])('refuses %j', (text) => {
    expect(() => parseExpression(text)).toThrow(SyntaxError);
  });
});

describe('parts and joined', () => {
  it('are opposites', () => {
    const expr = parseExpression('a && b && c');
    expect(parts(expr, '&&').map((part) => part.kind === 'name' && part.name)).toEqual(['a', 'b', 'c']);
    expect(joined(parts(expr, '&&'), '&&')).toEqual(expr);
    expect(parts(expr, '||')).toEqual([expr]);
    expect(joined([], '&&')).toBeUndefined();
  });
});
