import { forEachProduct, stacksOf } from './stacks';

describe('stacksOf', () => {
  it('sees vectors as rows and columns, and leaves their dimensions out', () => {
    expect(stacksOf([3], [4, 3, 6])).toMatchObject({ a: [1, 3], batch: [4], m: 1, k: 3, n: 6, shape: [4, 6] });
    expect(stacksOf([5, 2, 3], [3])).toMatchObject({ b: [3, 1], batch: [5], m: 2, n: 1, shape: [5, 2] });
    expect(stacksOf([3], [3]).shape).toEqual([]);
  });

  it('refuses scalars and what does not meet', () => {
    expect(() => stacksOf([], [1])).toThrow(/scalars/);
    expect(() => stacksOf([2, 3], [2, 3])).toThrow(/2x3 and 2x3 do not meet/);
    expect(() => stacksOf([2, 2, 3], [3, 3, 2])).toThrow(/do not broadcast/);
  });
});

describe('forEachProduct', () => {
  it('names the first element of a row and of a column', () => {
    const seen: number[][] = [];
    forEachProduct(stacksOf([2, 1, 1, 2], [3, 2, 1]), (...place) => seen.push(place));
    expect(seen).toEqual([
      [0, 0, 0],
      [1, 0, 2],
      [2, 0, 4],
      [3, 2, 0],
      [4, 2, 2],
      [5, 2, 4],
    ]);
  });

  it('is silent where there is nothing', () => {
    let products = 0;
    forEachProduct(stacksOf([0, 2], [2, 3]), () => products++);
    expect(products).toBe(0);
  });
});
