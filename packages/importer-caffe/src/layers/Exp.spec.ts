import { complaint, importLayer } from '../import-text.fixture';

describe('Exp', () => {
  it('is exp by default', () => {
    const { nodes, run } = importLayer('Exp', '', [[1, 1]]);
    expect(nodes).toEqual(['l: y: float32[1x1] = Exp(a)']);
    expect(run([1])[0][0]).toBeCloseTo(Math.E, 5);
  });

  it('takes base, scale and shift', () => {
    expect(importLayer('Exp', 'exp_param { base: 2 scale: 3 shift: 1 }', [[1, 1]]).run([2])[0][0]).toBeCloseTo(128, 3);
  });

  it('refuses a base of 0', () => {
    expect(complaint(() => importLayer('Exp', 'exp_param { base: 0 }', [[1, 1]]))).toContain(
      'base 0 is neither −1 nor positive',
    );
  });
});
