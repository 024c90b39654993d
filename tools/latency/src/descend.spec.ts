import { descend } from './descend';

it('goes down to where no move is better', () => {
  const moves = ([x, y]: readonly [number, number]) =>
    [
      [x + 1, y],
      [x - 1, y],
      [x, y + 1],
      [x, y - 1],
    ] as const;
  expect(descend([9, -4] as readonly [number, number], moves, ([x, y]) => (x - 2) ** 2 + (y - 5) ** 2)).toEqual({
    at: [2, 5],
    loss: 0,
  });
});

it('stays where there is nothing to gain', () => {
  expect(descend<number>(1, (x) => [x, x + 1], Math.abs)).toEqual({ at: 1, loss: 1 });
  expect(descend<number>(1, () => [], Math.abs)).toEqual({ at: 1, loss: 1 });
});
