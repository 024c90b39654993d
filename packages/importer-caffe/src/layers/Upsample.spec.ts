import { complaint, importLayer } from '../import-text.fixture';

describe('Upsample', () => {
  it('repeats every element, twice by default', () => {
    const { run } = importLayer('Upsample', '', [[1, 1, 1, 2]]);
    expect(run([1, 2])).toEqual([[1, 1, 2, 2, 1, 1, 2, 2]]);
  });

  it.each([
    ['scale: 3', [1, 1, 6, 9]],
    ['scale_h: 2 scale_w: 1', [1, 1, 4, 3]],
    ['upsample_h: 4 upsample_w: 9', [1, 1, 4, 9]],
  ])('takes %s', (parameters, expected) => {
    expect(
      importLayer('Upsample', `upsample_param { ${parameters} }`, [[1, 1, 2, 3]]).graph.value('y').type.shape,
    ).toEqual(expected);
  });

  it('refuses a mask and a size that is no multiple', () => {
    expect(
      complaint(() =>
        importLayer('Upsample', '', [
          [1, 1, 2, 2],
          [1, 1, 2, 2],
        ]),
      ),
    ).toContain('an Upsample with a mask is not supported');
    expect(complaint(() => importLayer('Upsample', 'upsample_param { upsample_h: 5 }', [[1, 1, 2, 2]]))).toContain(
      'a size of 5x4, no multiple of 2x2, is not supported',
    );
  });
});
