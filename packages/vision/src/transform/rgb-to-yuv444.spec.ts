import fc from 'fast-check';
import { rgbToYuv444 } from './rgb-to-yuv444';

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
