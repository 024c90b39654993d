import { countScale } from './count-scale';

const labels = (max: number, logarithmic = true) =>
  countScale({ max, pixels: [100, 0], logarithmic }).ticks.map(({ label }) => label);

it('shows one value beside millions, and none as none', () => {
  const { at } = countScale({ max: 1_000_000, pixels: [100, 0], logarithmic: true });
  expect([at(0), at(-1), at(1e9)]).toEqual([100, 100, 0]);
  expect(at(1)).toBeCloseTo(95, 0);
  expect(at(1e6)).toBeCloseTo(0, 3);
  expect(at(1e3)).toBeCloseTo(50, 0);
});

it('is linear where it is to be', () => {
  const { at, ticks } = countScale({ max: 400, pixels: [100, 0], logarithmic: false });
  expect([at(0), at(100), at(400)]).toEqual([100, 75, 0]);
  expect(ticks.map(({ value }) => value)).toEqual([0, 100, 200, 300, 400]);
});

it.each([
  [0, ['0', '10']],
  [1, ['0', '10']],
  [11, ['0', '10', '100']],
  [20_000, ['0', '10', '100', '1k', '10k', '100k']],
  [2e7, ['0', '100', '10k', '1M', '100M']],
  [5e11, ['0', '100', '10k', '1M', '100M', '10G', '1000G']],
])('has ticks at powers of ten up to %d', (max, wanted) => expect(labels(max)).toEqual(wanted));

it('shortens thousands, millions and more', () => {
  expect(labels(40_000_000, false)).toEqual(['0', '10M', '20M', '30M', '40M']);
  expect(labels(6000, false)).toEqual(['0', '2k', '4k', '6k']);
});
