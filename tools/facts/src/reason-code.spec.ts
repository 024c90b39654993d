import { parseExpression } from './expression';
import { reasonCode } from './reason-code';

describe('reasonCode', () => {
  it('puts values into the text', () => {
    expect(reasonCode('{op} rank {rank} is not 4')).toEqual({
      text: '`${f.op} rank ${say(f.rank)} is not 4`',
      imports: new Set(['say']),
      usesFacts: true,
    });
    expect(reasonCode('volume {kernel_h*kernel_w}').text).toBe('`volume ${say(f.kernelH * f.kernelW)}`');
  });

  it('keeps plain text plain and what would end it escaped', () => {
    expect(reasonCode("it isn't")).toEqual({ text: "'it isn\\'t'", imports: new Set(), usesFacts: false });
    expect(reasonCode('a `b` {n}').text).toBe('`a \\`b\\` ${say(f.n)}`');
  });

  it('ends one that names no value with those that the rule compares', () => {
    const rule = parseExpression('Math.min(h * ceilTo(w, 8), h * w) <= 8192');
    expect(reasonCode('it is too large', rule).text).toBe(
      '`it is too large; here height ${say(f.h)}, width ${say(f.w)}`',
    );
    expect(reasonCode('{h} is too high', rule).text).toBe('`${say(f.h)} is too high`');
    expect(reasonCode('it is constant', parseExpression('!in_const[0]')).text).toBe("'it is constant'");
  });
});
