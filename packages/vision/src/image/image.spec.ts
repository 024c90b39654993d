import { makeImage } from './image';

it('is black unless told', () => {
  expect(makeImage(2, 1, 3).data).toEqual(new Uint8Array(6));
});

it('keeps the pixels it is given', () => {
  const data = Uint8Array.of(1, 2, 3);
  expect(makeImage(1, 1, 3, data).data).toBe(data);
});

it.each([
  [0, 1, 3, undefined],
  [1, -1, 3, undefined],
  [1.5, 1, 3, undefined],
  [NaN, 1, 3, undefined],
  [1, 1, 4, undefined],
  [2, 2, 3, new Uint8Array(11)],
])('refuses %p x %p x %p', (width, height, channels, data) => {
  expect(() => makeImage(width, height, channels, data)).toThrow(RangeError);
});
