import { colourByte } from './colour-byte';

const identity = { r: 1, g: 0, b: 0, offset: 0, denominator: 2 };

it('rounds half to even', () => {
  expect([1, 3, 5, 7, 2].map((r) => colourByte(identity, r, 0, 0, 1))).toEqual([0, 2, 2, 4, 1]);
});

it('clamps to a byte', () => {
  expect(colourByte({ ...identity, offset: -9 }, 0, 0, 0, 1)).toBe(0);
  expect(colourByte({ ...identity, offset: 9999 }, 0, 0, 0, 1)).toBe(255);
});

it('takes the mean of several pixels before it rounds', () => {
  expect(colourByte(identity, 1 + 1 + 1 + 3, 0, 0, 4)).toBe(1);
});
