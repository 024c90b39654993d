import { pairedDrop } from './paired-drop';
import type { Share } from './share';

const shares = (...right: readonly number[]): Share[] => right.map((r) => ({ right: r, of: 1 }));

it('is told in points, down as a loss', () => {
  expect(pairedDrop(shares(1, 1, 1, 0), shares(1, 0, 1, 0)).points).toBe(25);
  expect(pairedDrop(shares(0, 0), shares(1, 0)).points).toBe(-50);
});

it('knows a difference that every picture has for sure, however much pictures differ', () => {
  const before = [0.9, 0.1, 0.5, 0.7, 0.3];
  const after = before.map((value) => value - 0.05);
  const { points, low, high } = pairedDrop(shares(...before), shares(...after));
  for (const value of [points, low, high]) expect(value).toBeCloseTo(5, 10);
});

it('lies where the binomial has it: one picture of 20 lost', () => {
  const before = shares(...Array.from({ length: 20 }, () => 1));
  const after = before.map((share, i) => (i === 0 ? { right: 0, of: 1 } : share));
  const { points, low, high } = pairedDrop(before, after);
  expect(points).toBeCloseTo(5, 10);
  // Lost pictures among 20 draws of probability 1/20: none in 36 %, and more than 3 in 1.6 %.
  expect(low).toBe(0);
  expect(high).toBeCloseTo(15, 10);
});

it('covers the truth about as often as it says', () => {
  const count = 30;
  let covered = 0;
  for (let trial = 0; trial < 60; trial++) {
    // A third of the pictures lose half of their three answers: 100 / 6 points.
    const lost = Array.from({ length: count }, (_, i) => hash(trial * count + i) % 3 === 0);
    const { low, high } = pairedDrop(
      lost.map(() => ({ right: 4, of: 4 })),
      lost.map((is) => ({ right: is ? 2 : 4, of: 4 })),
      trial,
    );
    if (low <= 100 / 6 && 100 / 6 <= high) covered++;
  }
  expect(covered).toBeGreaterThan(50);
  expect(covered).toBeLessThan(60);
});

it('weighs a picture by what there is to get right in it', () => {
  const before = [
    { right: 10, of: 10 },
    { right: 0, of: 0 },
  ];
  const after = [
    { right: 5, of: 10 },
    { right: 0, of: 0 },
  ];
  expect(pairedDrop(before, after).points).toBe(50);
});

it('is the same for the same seed, and another for another', () => {
  const [before, after] = [shares(1, 1, 0.5, 0.8, 0.2, 0.4), shares(0.2, 0.9, 0.5, 0.1, 0.3, 0)];
  expect(pairedDrop(before, after, 3)).toEqual(pairedDrop(before, after, 3));
  expect(pairedDrop(before, after, 3)).not.toEqual(pairedDrop(before, after, 4));
});

it('refuses what are no pairs, and nothing at all', () => {
  expect(() => pairedDrop(shares(1), [])).toThrow(/1 and 0 pictures/);
  expect(() => pairedDrop([], [])).toThrow(/no pictures/);
});

function hash(x: number): number {
  let h = Math.imul(x + 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
