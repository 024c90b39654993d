import { makeImage } from './image';
import { rgbPixels } from './rgb-pixels';

it('repeats gray and hands colour through', () => {
  expect([...rgbPixels(makeImage(2, 1, 1, Uint8Array.of(7, 255)))]).toEqual([7, 7, 7, 255, 255, 255]);
  const colour = makeImage(1, 1, 3, Uint8Array.of(1, 2, 3));
  expect(rgbPixels(colour)).toBe(colour.data);
});
