import { seededRandom } from './seeded';

it('gives the same stream for the same seed, in 0..1, and another for another', () => {
  const [a, b, c] = [seededRandom(7), seededRandom(7), seededRandom(8)].map((random) =>
    Array.from({ length: 1000 }, random),
  );
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
  expect(Math.min(...a)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...a)).toBeLessThan(1);
});

it('is spread evenly', () => {
  const random = seededRandom(1);
  const bins = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) bins[Math.floor(random() * 10)]++;
  for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
