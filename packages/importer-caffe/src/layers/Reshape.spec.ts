import { complaint, importLayer } from '../import-text.fixture';

const dims = (...values: number[]) => `shape { ${values.map((dim) => `dim: ${dim}`).join(' ')} }`;

describe('Reshape', () => {
  it.each([
    [dims(1, -1, 2), [1, 12, 2]],
    [dims(0, -1), [1, 24]],
    [dims(0, 0, 12), [1, 2, 12]],
    [`${dims(12)} axis: 2`, [1, 2, 12]],
    [`${dims(3, 1)} axis: 2 num_axes: 1`, [1, 2, 3, 1, 4]],
    [`${dims(1)} axis: -1 num_axes: 0`, [1, 2, 3, 4, 1]],
    [`${dims(1)} axis: 0 num_axes: 0`, [1, 1, 2, 3, 4]],
  ])('reads %s', (parameters, expected) => {
    expect(
      importLayer('Reshape', `reshape_param { ${parameters} }`, [[1, 2, 3, 4]]).graph.value('y').type.shape,
    ).toEqual(expected);
  });

  it.each([
    [dims(1, 5, -1), 'a bottom of 1x2x3x4 cannot become 1x5x-1'],
    [dims(7), 'cannot become 7'],
    [dims(-1, -1), 'more than one dim is -1'],
    [dims(0, 0, 0, 0, 0), 'dim 4 is 0, and the bottom has no dimension 4 to copy'],
    [`${dims(1)} axis: 9`, 'axis 9 and num_axes -1 are outside a bottom of 4 dimensions'],
    [`${dims(1)} axis: 3 num_axes: 2`, 'axis 3 and num_axes 2 are outside'],
  ])('refuses %s', (parameters, problem) => {
    expect(complaint(() => importLayer('Reshape', `reshape_param { ${parameters} }`, [[1, 2, 3, 4]]))).toContain(
      problem,
    );
  });
});
