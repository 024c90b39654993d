import { makeImage } from '../image/image';
import { sharpResize } from './sharp-resize';

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
