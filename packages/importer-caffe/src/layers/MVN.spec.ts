import { importLayer } from '../import-text.fixture';

describe('MVN', () => {
  it('normalises each plane', () => {
    const [values] = importLayer('MVN', '', [[1, 2, 1, 2]]).run([1, 3, 10, 30]);
    expect(values.map((value) => Math.round(value * 1e5) / 1e5)).toEqual([-1, 1, -1, 1]);
  });

  it('takes only the mean away', () => {
    expect(importLayer('MVN', 'mvn_param { normalize_variance: false }', [[1, 2, 1, 2]]).run([1, 3, 10, 30])).toEqual([
      [-1, 1, -10, 10],
    ]);
  });

  it('normalises the whole image', () => {
    expect(
      importLayer('MVN', 'mvn_param { normalize_variance: false across_channels: true }', [[1, 2, 1, 2]]).run([
        1, 3, 10, 30,
      ]),
    ).toEqual([[-10, -8, -1, 19]]);
  });
});
