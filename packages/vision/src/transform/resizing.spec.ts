import fc from 'fast-check';
import { makeImage } from '../image/image';
import { centerCrop, fitImage, padResize, resize, sharpResize, shortSideResize } from './resizing';

const image = makeImage(8, 4, 3);

it.each([
  [{ fit: 'fill', height: 8, width: 2 }, 8, 2],
  [{ fit: 'inside', height: 8, width: 8 }, 4, 8],
  [{ fit: 'inside', height: 2, width: 8 }, 2, 4],
  [{ fit: 'inside', height: 2 }, 2, 4],
  [{ fit: 'inside', width: 16 }, 8, 16],
] as const)('%p', async (target, height, width) => {
  const out = await sharpResize(image, target);
  expect([out.height, out.width, out.channels]).toEqual([height, width, 3]);
});

it('scales both axes by one factor inside, so that a rounded side does not stretch the picture', async () => {
  const ramp = makeImage(
    346,
    288,
    1,
    Uint8Array.from({ length: 346 * 288 }, (_, i) => Math.floor((i % 346) / 2)),
  );
  const inside = await sharpResize(ramp, { fit: 'inside', height: 256 });
  const filled = await sharpResize(ramp, { fit: 'fill', height: 256, width: inside.width });
  expect([inside.width, inside.height]).toEqual([308, 256]);
  expect(inside.data).not.toEqual(filled.data);
});

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

const white = (width: number, height: number) => {
  const image = makeImage(width, height, 1);
  image.data.fill(255);
  return image;
};

it('centres the picture unless told otherwise', async () => {
  expect([...(await padResize(white(3, 1), 4, 3, { padValue: 9 })).data]).toEqual([
    9, 9, 9, 255, 255, 255, 9, 9, 9, 9, 9, 9,
  ]);
  expect([...(await padResize(white(1, 2), 2, 3)).data]).toEqual([127, 255, 127, 127, 255, 127]);
});

it('pads right and below on request', async () => {
  expect([...(await padResize(white(1, 2), 2, 3, { position: 'bottom_right', padValue: 114 })).data]).toEqual([
    255, 114, 114, 255, 114, 114,
  ]);
  expect([...(await padResize(white(2, 1), 2, 2, { position: 'bottom_right', padValue: 0 })).data]).toEqual([
    255, 255, 0, 0,
  ]);
});

it('fills exactly the target, with a picture of at least one pixel that touches two sides', async () => {
  const side = fc.integer({ min: 1, max: 30 });
  await fc.assert(
    fc.asyncProperty(side, side, side, side, async (width, height, toHeight, toWidth) => {
      const out = await padResize(white(width, height), toHeight, toWidth, { padValue: 0 });
      expect([out.height, out.width]).toEqual([toHeight, toWidth]);
      const covered = out.data.filter((value) => value === 255).length;
      const down = (side: number, scale: number) => Math.max(1, Math.floor(side * scale + 1e-9));
      expect(covered).toBe(
        toHeight / height < toWidth / width
          ? toHeight * down(width, toHeight / height)
          : toWidth * down(height, toWidth / width),
      );
    }),
    { numRuns: 60 },
  );
});

it('keeps at least one pixel of a picture far too long', async () => {
  expect([...(await padResize(white(2000, 1), 3, 3, { padValue: 0 })).data]).toEqual([0, 0, 0, 255, 255, 255, 0, 0, 0]);
  expect([...(await padResize(white(1, 2000), 3, 3, { padValue: 0 })).data]).toEqual([0, 255, 0, 0, 255, 0, 0, 255, 0]);
});

const wide = makeImage(40, 20, 3);
wide.data.fill(200);

it('crops, resizes and pads', async () => {
  for (const fit of [
    { kind: 'crop', shortSide: 12, height: 10, width: 8 },
    { kind: 'resize', height: 10, width: 8 },
    { kind: 'pad', height: 10, width: 8 },
  ] as const) {
    const out = await fitImage(wide, fit);
    expect([out.height, out.width, out.channels]).toEqual([10, 8, 3]);
    expect(out.data.includes(127)).toBe(fit.kind === 'pad');
  }
});

it('passes the options of padding on', async () => {
  const out = await fitImage(wide, { kind: 'pad', height: 4, width: 4, padValue: 3, position: 'bottom_right' });
  expect([out.data[0], out.data[out.data.length - 1]]).toEqual([200, 3]);
});

it('refuses a crop that the short side does not hold', async () => {
  await expect(fitImage(wide, { kind: 'crop', shortSide: 8, height: 9, width: 9 })).rejects.toThrow(/VIS004/);
});
