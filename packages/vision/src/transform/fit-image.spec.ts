import { makeImage } from '../image/image';
import { fitImage } from './fit-image';

const image = makeImage(40, 20, 3);
image.data.fill(200);

it('crops, resizes and pads', async () => {
  for (const fit of [
    { kind: 'crop', shortSide: 12, height: 10, width: 8 },
    { kind: 'resize', height: 10, width: 8 },
    { kind: 'pad', height: 10, width: 8 },
  ] as const) {
    const out = await fitImage(image, fit);
    expect([out.height, out.width, out.channels]).toEqual([10, 8, 3]);
    expect(out.data.includes(127)).toBe(fit.kind === 'pad');
  }
});

it('passes the options of padding on', async () => {
  const out = await fitImage(image, { kind: 'pad', height: 4, width: 4, padValue: 3, position: 'bottom_right' });
  expect([out.data[0], out.data[out.data.length - 1]]).toEqual([200, 3]);
});

it('refuses a crop that the short side does not hold', async () => {
  await expect(fitImage(image, { kind: 'crop', shortSide: 8, height: 9, width: 9 })).rejects.toThrow(/VIS004/);
});
