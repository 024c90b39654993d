import fc from 'fast-check';
import { nv12ToYuv444 } from './nv12-to-yuv444';
import { rgbToNv12 } from './rgb-to-nv12';
import { rgbToYuv444 } from './rgb-to-yuv444';

it('repeats each chroma sample over its block', () => {
  const nv12 = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 91, 92, 93, 94);
  expect([...nv12ToYuv444(nv12, 2, 4)]).toEqual([
    1, 91, 92, 2, 91, 92, 3, 93, 94, 4, 93, 94, 5, 91, 92, 6, 91, 92, 7, 93, 94, 8, 93, 94,
  ]);
});

it('brings back the luma of every picture and the chroma of 2x2 blocks of one colour', () => {
  const half = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(half, half, fc.infiniteStream(fc.nat(255)), fc.boolean(), (halfHeight, halfWidth, stream, blocky) => {
      const height = 2 * halfHeight;
      const width = 2 * halfWidth;
      const colours = Array.from({ length: height * width * 3 }, () => stream.next().value);
      const rgb = new Uint8Array(height * width * 3);
      for (let i = 0; i < rgb.length; i++) {
        const x = Math.floor(i / 3) % width;
        const y = Math.floor(i / 3 / width);
        rgb[i] = colours[(blocky ? (y - (y % 2)) * width + x - (x % 2) : y * width + x) * 3 + (i % 3)];
      }
      const direct = rgbToYuv444(rgb);
      const back = nv12ToYuv444(rgbToNv12(rgb, height, width), height, width);
      if (blocky) expect(back).toEqual(direct);
      else for (let i = 0; i < back.length; i += 3) expect(back[i]).toBe(direct[i]);
    }),
  );
});

it('refuses odd sides and wrong lengths', () => {
  expect(() => nv12ToYuv444(new Uint8Array(13), 3, 3)).toThrow(/VIS005/);
  expect(() => nv12ToYuv444(new Uint8Array(5), 2, 2)).toThrow(RangeError);
});
