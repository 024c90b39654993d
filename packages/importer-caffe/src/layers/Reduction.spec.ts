import { complaint, importLayer } from '../import-text.fixture';

describe('Reduction', () => {
  it.each([
    ['axis: 1', [[-2, 9]]],
    ['axis: 1 operation: MEAN', [[-1, 4.5]]],
    ['axis: 1 operation: ASUM', [[4, 9]]],
    ['axis: 1 operation: SUMSQ coeff: 0.5', [[5, 20.5]]],
    ['axis: -1 operation: SUM coeff: 2', [[-4, 18]]],
    ['', [[7]]],
  ])('reduces with "%s"', (parameters, expected) => {
    expect(importLayer('Reduction', `reduction_param { ${parameters} }`, [[2, 2]]).run([1, -3, 4, 5])).toEqual(
      expected,
    );
  });

  it('drops the axes it reduces', () => {
    expect(
      importLayer('Reduction', 'reduction_param { axis: 2 operation: MEAN }', [[1, 2, 3, 4]]).graph.value('y').type
        .shape,
    ).toEqual([1, 2]);
  });

  it('refuses an unknown operation', () => {
    expect(complaint(() => importLayer('Reduction', 'reduction_param { operation: MEDIAN }'))).toContain(
      'expected one of NONE, SUM, ASUM, SUMSQ, MEAN',
    );
  });
});
