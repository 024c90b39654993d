import { all, subView } from './box';

describe('subView', () => {
  it('begins at the first element of the box, in bytes', () => {
    const access = {
      offset: 8,
      dtype: 'int16',
      shape: [4, 5],
      strides: [5, 1],
    } as const;
    expect(
      subView(access, [
        { from: 1, to: 3 },
        { from: 2, to: 5 },
      ]),
    ).toEqual({ ...access, offset: 8 + 2 * 7, shape: [2, 3] });
    expect(subView(access, [all(4), all(5)])).toEqual(access);
  });
});
