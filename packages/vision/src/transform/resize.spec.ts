import fc from 'fast-check';
import { makeImage } from '../image/image';
import { resize } from './resize';

it('gives the size it is asked for, in the channels it had', async () => {
  const side = fc.integer({ min: 1, max: 40 });
  await fc.assert(
    fc.asyncProperty(
      side,
      side,
      side,
      side,
      fc.constantFrom(1, 3),
      fc.nat(255),
      async (width, height, toHeight, toWidth, channels, value) => {
        const image = makeImage(width, height, channels);
        image.data.fill(value);
        const out = await resize(image, toHeight, toWidth);
        expect([out.height, out.width, out.channels]).toEqual([toHeight, toWidth, channels]);
        expect(new Set(out.data)).toEqual(new Set([value]));
      },
    ),
    { numRuns: 60 },
  );
});

it('hands through what has the size already', async () => {
  const image = makeImage(5, 4, 3);
  expect(await resize(image, 4, 5)).toBe(image);
});

it('averages when it halves', async () => {
  const image = makeImage(
    8,
    8,
    1,
    Uint8Array.from({ length: 64 }, (_, i) => ((i + (i >> 3)) % 2) * 200),
  );
  const out = await resize(image, 4, 4);
  for (const value of out.data) expect(Math.abs(value - 100)).toBeLessThanOrEqual(10);
});

it('keeps the channels apart', async () => {
  const image = makeImage(1, 1, 3, Uint8Array.of(1, 2, 3));
  expect([...(await resize(image, 1, 2)).data]).toEqual([1, 2, 3, 1, 2, 3]);
});
