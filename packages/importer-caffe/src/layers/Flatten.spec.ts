import { complaint, importLayer } from '../import-text.fixture';

describe('Flatten', () => {
  it.each([
    ['', [1, 24]],
    ['axis: 0', [24]],
    ['axis: 2', [1, 2, 12]],
    ['axis: 1 end_axis: 2', [1, 6, 4]],
    ['axis: -2 end_axis: -2', [1, 2, 3, 4]],
  ])('flattens with "%s"', (parameters, expected) => {
    expect(
      importLayer('Flatten', `flatten_param { ${parameters} }`, [[1, 2, 3, 4]]).graph.value('y').type.shape,
    ).toEqual(expected);
  });

  it('refuses axes in the wrong order', () => {
    expect(complaint(() => importLayer('Flatten', 'flatten_param { axis: 2 end_axis: 1 }'))).toContain(
      'axis 2 comes after end_axis 1',
    );
  });
});
