import { complaint, importLayer } from '../import-text.fixture';

describe('Log', () => {
  it('is ln by default', () => {
    expect(importLayer('Log', '', [[1, 1]]).run([Math.E])[0][0]).toBeCloseTo(1, 6);
  });

  it('takes base, scale and shift', () => {
    expect(importLayer('Log', 'log_param { base: 2 scale: 3 shift: 2 }', [[1, 1]]).run([2])[0][0]).toBeCloseTo(3, 5);
  });

  it.each(['0', '1', '-2'])('refuses a base of %s', (base) => {
    expect(complaint(() => importLayer('Log', `log_param { base: ${base} }`, [[1, 1]]))).toContain(
      `base ${base} is neither`,
    );
  });
});
