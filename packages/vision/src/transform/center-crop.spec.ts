import fc from 'fast-check';
import { makeImage } from '../image/image';
import { centerCrop } from './center-crop';

const numbered = (width: number, height: number, channels: number) =>
  makeImage(
    width,
    height,
    channels,
    Uint8Array.from({ length: width * height * channels }, (_, i) => i),
  );

it('cuts the middle, the odd pixel staying right and below', () => {
  expect([...centerCrop(numbered(5, 4, 1), 1).data]).toEqual([7]);
  expect([...centerCrop(numbered(4, 3, 1), 1, 3).data]).toEqual([4, 5, 6]);
  expect([...centerCrop(numbered(3, 1, 3), 1, 1).data]).toEqual([3, 4, 5]);
});

it('takes every pixel from floor((side - crop) / 2) on', () => {
  const side = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(side, side, side, side, fc.constantFrom(1, 3), (w, h, cropW, cropH, channels) => {
      fc.pre(cropW <= w && cropH <= h);
      const image = numbered(w, h, channels);
      const out = centerCrop(image, cropH, cropW);
      out.data.forEach((value, i) => {
        const c = i % channels;
        const x = Math.floor(i / channels) % cropW;
        const y = Math.floor(i / channels / cropW);
        expect(value).toBe(
          image.data[((y + Math.floor((h - cropH) / 2)) * w + x + Math.floor((w - cropW) / 2)) * channels + c],
        );
      });
    }),
  );
});

it('refuses a crop larger than the picture', () => {
  expect(() => centerCrop(makeImage(9, 4, 3), 5)).toThrow(/VIS004.*5x5.*4x9/);
  expect(() => centerCrop(makeImage(4, 9, 3), 5)).toThrow(/VIS004/);
});
