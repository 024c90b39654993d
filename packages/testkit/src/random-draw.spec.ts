import fc from 'fast-check';
import { RandomDraw } from './random-draw';

const drawn = (seed: number) => {
  const draw = new RandomDraw(seed);
  return [
    draw.int(-3, 3),
    draw.ints(4, 0, 1),
    draw.real(-1, 1),
    draw.pick(['a', 'b', 'c']),
    draw.chance(0.5),
    draw.some([1, 2, 3]),
  ];
};

it('draws the same for the same seed', () => {
  fc.assert(fc.property(fc.nat(), (seed) => expect(drawn(seed)).toEqual(drawn(seed))));
  expect(new Set([0, 1, 2, 3, 4].map((seed) => JSON.stringify(drawn(seed)))).size).toBe(5);
});

it('keeps to its bounds, and reaches both', () => {
  const draw = new RandomDraw(1);
  expect(new Set(draw.ints(200, -1, 1))).toEqual(new Set([-1, 0, 1]));
  for (let i = 0; i < 100; i++) {
    const real = draw.real(2, 3);
    expect([real >= 2, real <= 3, Math.fround(real)]).toEqual([true, true, real]);
    expect(['a', 'b']).toContain(draw.pick(['a', 'b']));
  }
  expect([draw.chance(0), draw.chance(1), draw.pick([7]), draw.some([])]).toEqual([false, true, 7, []]);
});

it('keeps the order of what it takes', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const taken = new RandomDraw(seed).some([1, 2, 3, 4, 5, 6]);
      expect(taken).toEqual(taken.toSorted((a, b) => a - b));
    }),
  );
});
