import { complaint, importLayer } from '../import-text.fixture';

describe('Interp', () => {
  it('mixes linearly between aligned corners', () => {
    expect(importLayer('Interp', 'interp_param { height: 1 width: 5 }', [[1, 1, 1, 3]]).run([0, 2, 10])).toEqual([
      [0, 1, 2, 6, 10],
    ]);
  });

  it.each([
    ['zoom_factor: 2', [1, 1, 9, 13]],
    ['shrink_factor: 2', [1, 1, 3, 4]],
    ['shrink_factor: 2 zoom_factor: 3', [1, 1, 7, 10]],
  ])('takes %s', (parameters, expected) => {
    expect(importLayer('Interp', `interp_param { ${parameters} }`, [[1, 1, 5, 7]]).graph.value('y').type.shape).toEqual(
      expected,
    );
  });

  it('refuses a pad and no size', () => {
    expect(complaint(() => importLayer('Interp', 'interp_param { pad_beg: -1 zoom_factor: 2 }'))).toContain(
      'a pad is not supported',
    );
    expect(complaint(() => importLayer('Interp', 'interp_param { height: 3 }'))).toContain(
      'neither height and width nor a zoom_factor or shrink_factor is given',
    );
  });
});

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

  it('refuses a size that is no multiple', () => {
    expect(complaint(() => importLayer('Upsample', 'upsample_param { upsample_h: 5 }', [[1, 1, 2, 2]]))).toContain(
      'a size of 5x4, no multiple of 2x2, is not supported',
    );
  });
});
