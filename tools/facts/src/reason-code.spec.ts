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
});
