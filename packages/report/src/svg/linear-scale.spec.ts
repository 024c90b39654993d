import { linearScale } from './linear-scale';

const label = String;

it('ends at a round tick above the largest value', () => {
  const { ticks, at } = linearScale({ max: 37, pixels: [100, 0], label });
  expect(ticks.map(({ value }) => value)).toEqual([0, 10, 20, 30, 40]);
  expect([at(0), at(20), at(40)]).toEqual([100, 50, 0]);
});

it('may end at the largest value', () => {
  const { ticks, at } = linearScale({ max: 37, pixels: [0, 37], label, tight: true });
  expect(ticks.map((tick) => tick.label)).toEqual(['0', '10', '20', '30']);
  expect(at(37)).toBe(37);
});

it('keeps what is outside at the ends', () => {
  const { at } = linearScale({ max: 10, pixels: [0, 10], label });
  expect([at(-5), at(1e9)]).toEqual([0, 10]);
});

it.each([0, 1, 3, 7, 1e-9, 12_510_848, 1e18])('has two to seven finite ticks up to %d', (max) => {
  const { ticks, at } = linearScale({ max, pixels: [0, 100], label });
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(ticks.length).toBeLessThanOrEqual(7);
  expect(ticks.every(({ value }) => Number.isFinite(at(value)))).toBe(true);
});
