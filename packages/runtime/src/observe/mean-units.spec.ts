import { UNITS_OF_MEAN, meanUnits } from './mean-units';

it.each([[6, 4, 1.5 * UNITS_OF_MEAN], [-6, 4, -1.5 * UNITS_OF_MEAN], [2 ** 44, 2 ** 24, 2 ** 44], [-(2 ** 20) + 2 ** -24, 1, -(2 ** 44) + 1]])('counts %d over %d as %d', (sum, count, units) => {
  expect(meanUnits(sum, count)).toBe(units);
});

it.each([[0.5, 0], [1.5, 2], [2.5, 2], [-0.5, 0], [-1.5, -2], [0.75, 1], [1e-40, 0], [-1e-40, 0], [-0, 0]])('rounds %d units to %d', (units, rounded) => {
  expect(meanUnits(units / UNITS_OF_MEAN, 1)).toBe(rounded);
  expect(meanUnits((3 * units) / UNITS_OF_MEAN, 3)).toBe(rounded);
});

it('saturates, and knows no mean of nothing', () => {
  expect([meanUnits(1e300, 1), meanUnits(-1e300, 3), meanUnits(2 ** 20 + 1, 1), meanUnits(0, 0)]).toEqual([2 ** 44, -(2 ** 44), 2 ** 44, 0]);
});
