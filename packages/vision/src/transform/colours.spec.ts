import fc from 'fast-check';
import {
  type ColourRow,
  BT601,
  colourByte,
  colourReal,
  nv12ToYuv444,
  rgbToBgr,
  rgbToGray,
  rgbToNv12,
  rgbToYuv444,
} from './colours';

const at = (row: ColourRow, r: number, g: number, b: number) =>
  (row.r * r + row.g * g + row.b * b + row.offset) / row.denominator;

it('leaves gray without colour, exactly', () => {
  for (const { u, v } of Object.values(BT601)) {
    for (const row of [u, v]) {
      expect(row.r + row.g + row.b).toBe(0);
      expect(at(row, 255, 255, 255)).toBe(128);
    }
  }
});

it('spans the stated ranges', () => {
  const { regular, bt601_video: video } = BT601;
  expect([at(regular.y, 0, 0, 0), at(regular.y, 255, 255, 255)]).toEqual([0, 255]);
  expect([at(video.y, 0, 0, 0), at(video.y, 255, 255, 255)]).toEqual([16, 235]);
  expect([at(video.u, 255, 255, 0), at(video.u, 0, 0, 255), at(video.v, 0, 255, 255), at(video.v, 255, 0, 0)]).toEqual([
    16, 240, 16, 240,
  ]);
});

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

it('swaps the outer channels', () => {
  expect([...rgbToBgr(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([3, 2, 1, 6, 5, 4]);
  expect(rgbToBgr(new Uint8Array(0)).length).toBe(0);
});

it('undoes itself and leaves its input alone', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))), (pixels) => {
      const rgb = Uint8Array.from(pixels.flat());
      expect(rgbToBgr(rgbToBgr(rgb))).toEqual(rgb);
      expect([...rgb]).toEqual(pixels.flat());
    }),
  );
});

it('weighs the channels as BT.601 does', () => {
  expect([...rgbToGray(Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0))]).toEqual([
    76, 150, 29, 255, 0,
  ]);
});

it('rounds half to even', () => {
  // Exact values 28.5 and 29.5.
  expect([...rgbToGray(Uint8Array.of(0, 0, 250, 1, 1, 251))]).toEqual([28, 30]);
});

it('keeps gray as it is and stays within half a step of the formula', () => {
  const byte = fc.nat(255);
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      expect([...rgbToGray(Uint8Array.of(r, r, r))]).toEqual([r]);
      expect(Math.abs(rgbToGray(Uint8Array.of(r, g, b))[0] - (0.299 * r + 0.587 * g + 0.114 * b))).toBeLessThanOrEqual(
        0.5 + 1e-9,
      );
    }),
  );
});

const PRIMARIES = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0);

it('converts the primaries at full swing', () => {
  expect([...rgbToYuv444(PRIMARIES)]).toEqual([76, 85, 255, 150, 44, 21, 29, 255, 107, 255, 128, 128, 0, 128, 128]);
});

it('converts the primaries at video range', () => {
  expect([...rgbToYuv444(PRIMARIES, 'bt601_video')]).toEqual([
    81, 90, 240, 145, 54, 34, 41, 240, 110, 235, 128, 128, 16, 128, 128,
  ]);
});

it('stays in range and comes back within two steps', () => {
  const byte = fc.nat(255);
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const [y, u, v] = rgbToYuv444(Uint8Array.of(r, g, b), 'bt601_video');
      expect(y >= 16 && y <= 235 && u >= 16 && u <= 240 && v >= 16 && v <= 240).toBe(true);
      const [fy, fu, fv] = rgbToYuv444(Uint8Array.of(r, g, b));
      expect(Math.abs(fy + 1.402 * (fv - 128) - r)).toBeLessThan(2);
      expect(Math.abs(fy - 0.344136 * (fu - 128) - 0.714136 * (fv - 128) - g)).toBeLessThan(2);
      expect(Math.abs(fy + 1.772 * (fu - 128) - b)).toBeLessThan(2);
    }),
  );
});

it('lays out Y, then interleaved U and V at half resolution', () => {
  const red = [255, 0, 0];
  const blue = [0, 0, 255];
  const row = [...red, ...red, ...blue, ...blue];
  expect([...rgbToNv12(Uint8Array.from([...row, ...row]), 2, 4)]).toEqual([
    76, 76, 29, 29, 76, 76, 29, 29, 85, 255, 255, 107,
  ]);
});

it('takes the mean of the exact chroma of a block, rounded once', () => {
  // U = 128 + B / 2 here: blue 1 alone gives 128.5. The blocks have means 128.5 and 128.75.
  const blues = (...values: number[]) => Uint8Array.from(values.flatMap((b) => [0, 0, b]));
  expect(rgbToNv12(blues(0, 0, 1, 3), 2, 2)[4]).toBe(128);
  expect(rgbToNv12(blues(1, 1, 1, 3), 2, 2)[4]).toBe(129);
});

it('is yuv444 wherever a block has one colour, in both ranges', () => {
  const byte = fc.nat(255);
  fc.assert(
    fc.property(byte, byte, byte, fc.constantFrom('regular' as const, 'bt601_video' as const), (r, g, b, range) => {
      const [y, u, v] = rgbToYuv444(Uint8Array.of(r, g, b), range);
      expect([...rgbToNv12(Uint8Array.from([r, g, b, r, g, b, r, g, b, r, g, b]), 2, 2, range)]).toEqual([
        y,
        y,
        y,
        y,
        u,
        v,
      ]);
    }),
  );
});

it('refuses odd sides', () => {
  expect(() => rgbToNv12(new Uint8Array(3), 1, 1)).toThrow(/VIS005.*1x1/);
  expect(() => rgbToNv12(new Uint8Array(18), 2, 3)).toThrow(/VIS005/);
  expect(() => rgbToNv12(new Uint8Array(18), 3, 2)).toThrow(/VIS005/);
});

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

it('gives reals of one pixel unrounded, where bytes would be clamped too', () => {
  expect(colourReal(BT601.regular.y, 0.5, 0.25, 1)).toBeCloseTo(0.41025, 12);
  expect(colourReal(BT601.regular.v, 255, 0, 0)).toBe(255.5);
});
