import { type Image, makeImage } from '@openbpu/vision';
import sharp from 'sharp';
import { blur } from './blur';
import { Chance } from './chance';
import { SIGN_CLASSES } from './sign-classes';
import { signSvg } from './sign-svg';

/**
 * Draws one sign as a camera might have seen it: background, place, size, angle, paint, light, exposure, colour cast,
 * blur and noise all follow from `seed`. The same class, seed and size give the same pixels. Throws RangeError for no
 * such class.
 */
export async function drawSign(classIndex: number, seed: number | string, size = 64): Promise<Image> {
  if (!(classIndex in SIGN_CLASSES))
    throw new RangeError(`there is no sign ${classIndex}: the classes are 0..${SIGN_CLASSES.length - 1}`);
  const chance = new Chance(`${seed}/${classIndex}`);
  const svg = signSvg(classIndex, chance, size);
  const { data } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const pixels = Float64Array.from(data);
  blur(pixels, size, (size / 64) * chance.between(0.35, 1.15));
  expose(pixels, chance);
  return makeImage(
    size,
    size,
    3,
    Uint8Array.from(pixels, (value) => Math.round(Math.min(Math.max(value, 0), 255))),
  );
}

/**
 * Contrast about middle gray, brightness, a cast for each channel, and noise of one strength for the picture. In place.
 */
function expose(pixels: Float64Array, chance: Chance): void {
  const contrast = chance.between(0.6, 1.15);
  const brightness = chance.between(-35, 25);
  const gains = [0, 1, 2].map(() => contrast * chance.between(0.9, 1.1));
  const noise = chance.between(2, 12);
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = 128 + (pixels[i] - 128) * gains[i % 3] + brightness + noise * chance.normal();
}
