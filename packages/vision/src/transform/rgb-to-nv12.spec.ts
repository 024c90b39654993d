import fc from 'fast-check';
import { rgbToNv12 } from './rgb-to-nv12';
import { rgbToYuv444 } from './rgb-to-yuv444';

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
