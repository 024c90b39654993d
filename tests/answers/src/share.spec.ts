import { ratioOf } from './share';

it('adds parts and wholes, not ratios', () => {
  expect(
    ratioOf([
      { right: 1, of: 2 },
      { right: 0, of: 6 },
    ]),
  ).toBe(1 / 8);
});

it('is all where there is nothing to get right', () => {
  expect(ratioOf([])).toBe(1);
  expect(ratioOf([{ right: 0, of: 0 }])).toBe(1);
});
