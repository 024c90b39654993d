import fc from 'fast-check';
import { makeImage } from '../image/image';
import { shortSideResize } from './short-side-resize';

it.each([
  [500, 375, 256, 341, 256],
  [375, 500, 256, 256, 341],
  [300, 300, 256, 256, 256],
  [3, 2, 1, 2, 1],
  [1, 1, 7, 7, 7],
])('%i x %i with short side %i is %i x %i', async (width, height, shortSide, toWidth, toHeight) => {
  const out = await shortSideResize(makeImage(width, height, 3), shortSide);
  expect([out.width, out.height]).toEqual([toWidth, toHeight]);
});

it('has the short side asked for and the aspect within half a pixel', async () => {
  const side = fc.integer({ min: 1, max: 60 });
  await fc.assert(
    fc.asyncProperty(side, side, fc.integer({ min: 1, max: 30 }), async (width, height, shortSide) => {
      const out = await shortSideResize(makeImage(width, height, 1), shortSide);
      expect(Math.min(out.width, out.height)).toBe(shortSide);
      const exact = (Math.max(width, height) * shortSide) / Math.min(width, height);
      expect(Math.abs(Math.max(out.width, out.height) - exact)).toBeLessThanOrEqual(0.5);
      expect(Math.sign(out.width - out.height) * Math.sign(width - height)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

it('refuses a strip that would become too large, whichever way it lies', async () => {
  await expect(shortSideResize(makeImage(30_000, 1, 1), 16_384)).rejects.toThrow(
    /VIS006 error {3}the picture, resized from 1x30000 to 16384x491520000 \(height x width\), has more than 268/,
  );
  await expect(shortSideResize(makeImage(1, 30_000, 1), 16_384)).rejects.toThrow(/to 491520000x16384 /);
  // 30,001 · 16,383 / 2 = 245,753,191.5
  await expect(shortSideResize(makeImage(2, 30_001, 1), 16_383)).rejects.toThrow(/to 245753192x16383 /);
});
