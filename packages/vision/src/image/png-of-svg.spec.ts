import sharp from 'sharp';
import { pngOfSvg } from './png-of-svg';

const svg = (width: number, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
  `<rect width="${width}" height="${height}" fill="#008b8b"/></svg>`;

async function sizeOf(width: number, height: number) {
  const { format, ...size } = await sharp(await pngOfSvg(svg(width, height), { width, height })).metadata();
  expect(format).toBe('png');
  return [size.width, size.height];
}

it('draws twice as large, in the colours of the picture', async () => {
  expect(await sizeOf(100, 40)).toEqual([200, 80]);
  const { data } = await sharp(await pngOfSvg(svg(4, 4), { width: 4, height: 4 }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([...data.subarray(0, 3)]).toEqual([0, 139, 139]);
});

it('makes a huge picture as small as it can be drawn', async () => {
  const [width, height] = await sizeOf(40_000, 50);
  expect(width).toBeGreaterThan(15_900);
  expect(width).toBeLessThanOrEqual(16_001);
  expect(height).toBe(20);
  const [across, down] = await sizeOf(6000, 6000);
  expect(across * down).toBeLessThan(40.1e6);
}, 60_000);
