import { boxAt, boxesOf, countsOf } from './box';

describe('boxes', () => {
  const tiling = { sizes: [2, 3], order: [1, 0] };

  it('cover the space, the last ones smaller', () => {
    expect(countsOf([3, 6], tiling)).toEqual([2, 2]);
    expect(boxAt([3, 6], tiling, [1, 0])).toEqual([
      { from: 2, to: 3 },
      { from: 0, to: 3 },
    ]);
  });

  it('come in the order of the loops', () => {
    expect(boxesOf([3, 6], tiling).map((box) => box.map(({ from }) => from))).toEqual([
      [0, 0],
      [2, 0],
      [0, 3],
      [2, 3],
    ]);
    expect(boxesOf([], { sizes: [], order: [] })).toEqual([[]]);
  });
});
