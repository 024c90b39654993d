import { commonRefinement } from './common-refinement';

describe('commonRefinement', () => {
  it.each([
    [
      [1, 8, 4, 4],
      [1, 128],
      [8, 4, 4],
    ],
    [[128], [2, 4, 16], [2, 4, 16]],
    [
      [6, 4],
      [2, 12],
      [2, 3, 4],
    ],
    [[1, 1], [], []],
    [[], [1], []],
    [[5], [5], [5]],
  ])('of %j and %j is %j', (a, b, expected) => {
    expect(commonRefinement(a, b)).toEqual(expected);
  });

  it('is not there when the cuts cross', () => {
    expect(commonRefinement([8, 6, 4], [6, 8, 4])).toBeUndefined();
  });
});
