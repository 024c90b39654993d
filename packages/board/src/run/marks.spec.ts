import { Marks } from './marks';

const feed = (states: readonly number[]) => {
  const marks = new Marks<number>();
  const seen = states.map((state, i) => marks.seen(Float64Array.of(state, 7), () => i));
  return { seen, marks };
};

describe('Marks', () => {
  it('finds a repetition, and how long it is', () => {
    const { seen } = feed([9, 8, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
    const at = seen.findIndex((moment) => moment !== undefined);
    expect(at - (seen[at] ?? NaN)).toBe(3);
  });

  it('sees the same at once', () => expect(feed([5, 5]).seen).toEqual([undefined, 0]));

  it('finds none where there is none, and knows a moment long ago', () => {
    const { seen, marks } = feed(Array.from({ length: 100 }, (_, i) => i));
    expect(seen.every((moment) => moment === undefined)).toBe(true);
    expect(marks.longAgo).toBeGreaterThanOrEqual(25);
    expect(marks.longAgo).toBeLessThan(75);
    expect(new Marks<number>().longAgo).toBeUndefined();
  });

  it('is not taken in by a part that is the same', () => {
    const marks = new Marks<number>();
    expect(marks.seen(Float64Array.of(1, 2), () => 0)).toBeUndefined();
    expect(marks.seen(Float64Array.of(1, 3), () => 1)).toBeUndefined();
  });
});
