import { nonNegativeLeastSquares } from './least-squares';

it('finds what made the targets', () => {
  const rows = [
    [1, 1, 9],
    [1, 6, 2],
    [1, 3, 17],
    [1, 10, 4],
  ];
  const found = nonNegativeLeastSquares(
    rows,
    rows.map(([a, b, c]) => 2 * a + 3 * b + 0.25 * c),
  );
  [2, 3, 0.25].forEach((value, i) => expect(found[i]).toBeCloseTo(value, 6));
});

it('gives no coefficient below 0, and 0 for what never stands in a row', () => {
  expect(
    nonNegativeLeastSquares(
      [
        [1, 0],
        [2, 0],
      ],
      [-1, -2],
    ),
  ).toEqual([0, 0]);
});
