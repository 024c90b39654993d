import { seededRandom } from '@openbpu/ir';
import { Chance } from './chance';

const draws = (name: string, count: number, draw: (chance: Chance) => number) => {
  const chance = new Chance(name);
  return Array.from({ length: count }, () => draw(chance));
};

it('repeats itself for a name, and differs for another', () => {
  const uniform = (chance: Chance) => chance.between(0, 1);
  expect(draws('a', 5, uniform)).toEqual(draws('a', 5, uniform));
  expect(draws('a', 5, uniform)).not.toEqual(draws('b', 5, uniform));
  expect(draws('train/1/23', 5, uniform)).not.toEqual(draws('train/12/3', 5, uniform));
});

it('stays in its bounds', () => {
  expect(draws('c', 1000, (chance) => chance.between(-2, 3)).every((value) => value >= -2 && value < 3)).toBe(true);
  expect(new Set(draws('d', 1000, (chance) => chance.below(4)))).toEqual(new Set([0, 1, 2, 3]));
  expect(new Set(draws('e', 200, (chance) => chance.pick([7, 8])))).toEqual(new Set([7, 8]));
  expect(new Chance('f').happens(0)).toBe(false);
  expect(new Chance('f').happens(1)).toBe(true);
});

it('has normal numbers of mean 0 and deviation 1', () => {
  const values = draws('g', 20000, (chance) => chance.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(variance - 1)).toBeLessThan(0.04);
});

it('draws the numbers of seededRandom', () => {
  const random = seededRandom(0x811c9dc5);
  expect(draws('', 20, (chance) => chance.between(0, 1))).toEqual(Array.from({ length: 20 }, random));
});
