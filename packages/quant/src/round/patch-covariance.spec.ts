import { patchCovariance } from './patch-covariance';

it('is n² times the covariance, less of it off the diagonal, group by group', () => {
  const patches = [
    [
      [1, 2],
      [3, -4],
      [5, 5],
      [7, 0],
    ],
    [
      [0, 255],
      [0, -255],
      [0, 1],
      [0, 3],
    ],
  ];
  const sum = (of: (p: number[]) => number, group: number) => patches[group].reduce((total, p) => total + of(p), 0);
  const products = [0, 1].flatMap((g) => [sum(([a]) => a * a, g), sum(([a, b]) => a * b, g), sum(([, b]) => b * b, g)]);
  const sums = [0, 1].flatMap((g) => [sum(([a]) => a, g), sum(([, b]) => b, g)]);
  const heard = { size: 2, products: Float64Array.from(products), sums: Float64Array.from(sums), count: 4 };
  const believed = 4 / (4 + 4 * 2);
  expect([...patchCovariance(heard, 0)]).toEqual([
    4 * 84 - 16 ** 2,
    (4 * 15 - 16 * 3) * believed,
    (4 * 15 - 16 * 3) * believed,
    4 * 45 - 3 ** 2,
  ]);
  expect([...patchCovariance(heard, 1)]).toEqual([0, 0, 0, 4 * (2 * 255 ** 2 + 10) - 4 ** 2]);
});

it('is symmetric, whatever the size', () => {
  const products = Float64Array.of(10, 2, 20, 3, 4, 30);
  const believed = 1 / (1 + 4 * 3);
  const [ab, ac, bc] = [2, 3, 4].map((product) => product * believed);
  expect([...patchCovariance({ size: 3, products, sums: new Float64Array(3), count: 1 }, 0)]).toEqual(
    [10, ab, ac].concat([ab, 20, bc], [ac, bc, 30]),
  );
});

it('is nothing of no patches', () => {
  expect([
    ...patchCovariance({ size: 2, products: new Float64Array(3), sums: new Float64Array(2), count: 0 }, 0),
  ]).toEqual([0, 0, 0, 0]);
});
