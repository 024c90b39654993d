import fc from 'fast-check';
import type { Pixels } from './pixels';
import { resizeCubic, resizeLinear, resizeSkimage } from './resample';

const ALL = { resizeLinear, resizeCubic, resizeSkimage };
const side = fc.integer({ min: 1, max: 40 });
const bytes = (height: number, width: number, value: (i: number) => number): Pixels => ({
  height,
  width,
  channels: 3,
  data: Uint8Array.from({ length: height * width * 3 }, (_, i) => value(i)),
});

it.each(Object.entries(ALL))('%s: a solid picture stays solid, channel by channel', (_, resize) => {
  fc.assert(
    fc.property(side, side, side, side, (h, w, height, width) => {
      const out = resize(
        bytes(h, w, (i) => [0, 77, 255][i % 3]),
        height,
        width,
      );
      expect([out.height, out.width, out.channels, out.data.length]).toEqual([height, width, 3, height * width * 3]);
      expect(
        out.data.every((value, i) => Math.abs(value - [0, 77, 255][i % 3]) <= (resize === resizeLinear ? 1 : 0.001)),
      ).toBe(true);
    }),
  );
});

it('keeps bytes as OpenCV does, and makes them reals as skimage does', () => {
  const picture = bytes(2, 2, (i) => i * 20);
  expect(resizeLinear(picture, 3, 3).data).toBeInstanceOf(Uint8Array);
  expect(resizeCubic(picture, 3, 3).data).toBeInstanceOf(Uint8Array);
  expect(resizeSkimage(picture, 3, 3).data).toBeInstanceOf(Float32Array);
});

it('clamps what a cubic kernel overshoots, of bytes alone', () => {
  const edge = bytes(1, 8, (i) => (i < 12 ? 0 : 255));
  expect(Math.min(...resizeCubic(edge, 1, 16).data)).toBe(0);
  const real = { ...edge, data: Float32Array.from(edge.data) };
  expect(Math.min(...resizeCubic(real, 1, 16).data)).toBeLessThan(-10);
  expect(Math.max(...resizeCubic(real, 1, 16).data)).toBeGreaterThan(265);
});
