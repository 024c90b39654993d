import fc from 'fast-check';
import { MOST_POSITIONS, chosenPositions } from './chosen-positions';

it('takes all there are', () => {
  expect([...chosenPositions(4, 4)]).toEqual([0, 1, 2, 3]);
  expect([...chosenPositions(3, 100)]).toEqual([0, 1, 2]);
  expect([...chosenPositions(0, 1)]).toEqual([]);
});

it('takes one of every run, ascending', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 1_000_000 }), (most, more) => {
      const total = most + more;
      const chosen = chosenPositions(total, most);
      expect(chosen).toHaveLength(most);
      chosen.forEach((at, i) => {
        expect(at).toBeGreaterThanOrEqual(Math.floor((i * total) / most));
        expect(at).toBeLessThan(Math.floor(((i + 1) * total) / most));
      });
    }),
  );
});

it.each([
  [64, 64, 256],
  [80, 80, 200],
  [320, 320, 200],
  [128, 128, 128],
])('sees no column of an image of %dx%d much more often than others (%d positions)', (height, width, most) => {
  const columns = new Array<number>(width).fill(0);
  for (const at of chosenPositions(height * width, most)) columns[at % width]++;
  expect(Math.max(...columns)).toBeLessThanOrEqual((3 * most) / width + 3);
});

it.each([0, -1, 1.5, NaN, MOST_POSITIONS + 1])('refuses %d positions', (most) => {
  expect(() => chosenPositions(10, most)).toThrow(RangeError);
});
