import { importLayer } from '../import-text.fixture';

describe('ELU', () => {
  it('takes alpha', () => {
    const [[low, high]] = importLayer('ELU', 'elu_param { alpha: 2 }', [[1, 2]]).run([-1, 3]);
    expect(low).toBeCloseTo(2 * (Math.exp(-1) - 1), 6);
    expect(high).toBe(3);
  });

  it('has an alpha of 1', () => {
    expect(importLayer('ELU', '', [[1, 1]]).nodes).toEqual(['l: y: float32[1x1] = Elu(a) {alpha: 1}']);
  });
});
