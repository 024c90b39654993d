import { comparePictures } from './compare-pictures';

it('measures', () => {
  expect(comparePictures(Uint8Array.of(0, 255, 7, 9), Uint8Array.of(255, 255, 6, 9))).toEqual({
    largest: 255,
    mean: 64,
    equal: 0.5,
  });
  expect(() => comparePictures(new Uint8Array(3), new Uint8Array(6))).toThrow('3 and 6 bytes');
  expect(() => comparePictures(new Uint8Array(0), new Uint8Array(0))).toThrow(RangeError);
});
