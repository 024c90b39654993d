import { eachPicture } from './each-picture';

it('transforms one after the other, into as many bytes as come out', () => {
  const halves = (picture: Uint8Array) => picture.slice(picture.length / 2);
  expect([...eachPicture(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 2, halves)]).toEqual([3, 4, 7, 8]);
  expect([...eachPicture(Uint8Array.of(1, 2), 1, halves)]).toEqual([2]);
  expect(eachPicture(new Uint8Array(0), 0, halves)).toHaveLength(0);
  expect(() => eachPicture(new Uint8Array(3), 2, halves)).toThrow(RangeError);
});
