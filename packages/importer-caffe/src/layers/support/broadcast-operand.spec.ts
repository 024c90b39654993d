import { blob, complaint, importLayer } from '../../import-text.fixture';

describe('blobOperandShape and bottomOperand', () => {
  it.each([
    ['', [2], [1, 2, 1, 1]],
    ['axis: -1', [4], [1, 1, 1, 4]],
    ['axis: 1 num_axes: -1', [2, 3, 4], [1, 2, 3, 4]],
    ['num_axes: 0', [1], [1, 1, 1, 1]],
  ])('lines a blob up with "%s"', (parameters, shape, expected) => {
    const data = new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(1);
    expect(
      importLayer('Bias', `bias_param { ${parameters} }`, [[1, 2, 3, 4]], [blob(shape, data)]).graph.value('l_bias')
        .type.shape,
    ).toEqual(expected);
  });

  it('reads a bottom of the same rank as it is, and lines up a scalar', () => {
    expect(
      importLayer('Bias', 'bias_param { axis: 0 }', [
        [1, 2],
        [1, 2],
      ]).nodes,
    ).toHaveLength(1);
    expect(
      complaint(() =>
        importLayer('Bias', 'bias_param { axis: 1 }', [
          [1, 2],
          [1, 2],
        ]),
      ),
    ).toContain('is not dimensions 1… of the first');
  });
});
