import fc from 'fast-check';
import { makeImage } from '../image/image';
import { padResize } from './pad-resize';

const white = (width: number, height: number) => {
  const image = makeImage(width, height, 1);
  image.data.fill(255);
  return image;
};

it('centres the picture unless told otherwise', async () => {
  expect([...(await padResize(white(3, 1), 4, 3, { padValue: 9 })).data]).toEqual([9, 9, 9, 255, 255, 255, 9, 9, 9, 9, 9, 9]);
  expect([...(await padResize(white(1, 2), 2, 3)).data]).toEqual([127, 255, 127, 127, 255, 127]);
});

it('pads right and below on request', async () => {
  expect([...(await padResize(white(1, 2), 2, 3, { position: 'bottom_right', padValue: 114 })).data]).toEqual([255, 114, 114, 255, 114, 114]);
  expect([...(await padResize(white(2, 1), 2, 2, { position: 'bottom_right', padValue: 0 })).data]).toEqual([255, 255, 0, 0]);
});

it('fills exactly the target, with a picture of at least one pixel that touches two sides', async () => {
  const side = fc.integer({ min: 1, max: 30 });
  await fc.assert(
    fc.asyncProperty(side, side, side, side, async (width, height, toHeight, toWidth) => {
      const out = await padResize(white(width, height), toHeight, toWidth, { padValue: 0 });
      expect([out.height, out.width]).toEqual([toHeight, toWidth]);
      const scale = Math.min(toHeight / height, toWidth / width);
      const covered = out.data.filter((value) => value === 255).length;
      expect(covered).toBe(Math.max(1, Math.round(height * scale)) * Math.max(1, Math.round(width * scale)));
      expect(covered % toWidth === 0 || covered % toHeight === 0).toBe(true);
    }),
    { numRuns: 60 },
  );
});
