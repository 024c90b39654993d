import fc from 'fast-check';
import { makeImage } from '../image/image';
import { padResize } from './pad-resize';

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
