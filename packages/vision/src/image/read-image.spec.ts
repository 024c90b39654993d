import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readImage } from './read-image';
import { rgbOfInks } from './rgb-of-inks';

const folder = mkdtempSync(join(tmpdir(), 'openbpu-vision-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
async function reread(bytes: Uint8Array) {
  const file = join(folder, `picture-${files++}`);
  writeFileSync(file, bytes);
  return readImage(file);
}

function draw(width: number, height: number, channels: 1 | 2 | 3 | 4, pixels: readonly number[]) {
  return sharp(Uint8Array.from(pixels), { raw: { width, height, channels } });
}

it('gives the exact RGB bytes of a lossless picture', async () => {
  const pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 254, 128, 127, 0, 0, 0];
  const image = await reread(await draw(3, 2, 3, pixels).png().toBuffer());
  expect({ ...image, data: [...image.data] }).toEqual({ width: 3, height: 2, channels: 3, data: pixels });
});

it('reads one pixel, gray, gray with alpha, and drops alpha without blending', async () => {
  expect([...(await reread(await draw(1, 1, 3, [9, 8, 7]).png().toBuffer())).data]).toEqual([9, 8, 7]);
  expect([...(await reread(await draw(2, 1, 1, [0, 77]).toColourspace('b-w').png().toBuffer())).data]).toEqual([
    0, 0, 0, 77, 77, 77,
  ]);
  expect([...(await reread(await draw(1, 1, 2, [50, 3]).toColourspace('b-w').png().toBuffer())).data]).toEqual([
    50, 50, 50,
  ]);
  expect([...(await reread(await draw(2, 1, 4, [10, 20, 30, 0, 40, 50, 60, 128]).png().toBuffer())).data]).toEqual([
    10, 20, 30, 40, 50, 60,
  ]);
});

it('keeps the high byte of 16-bit samples', async () => {
  const deep = Uint16Array.of(0, 255, 256, 32767, 32768, 65535);
  const png = await sharp(deep, { raw: { width: 2, height: 1, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toBuffer();
  expect((await sharp(png).metadata()).depth).toBe('ushort');
  expect([...(await reread(png)).data]).toEqual([...deep].map((value) => value >> 8));
});

it.each(['jpeg', 'tiff'] as const)('converts CMYK of a %s without a profile', async (format) => {
  const inks = await draw(
    8,
    8,
    3,
    new Array<number>(64).fill(0).flatMap(() => [250, 20, 60]),
  )
    .toColourspace('cmyk')
    [format]({ quality: 100 })
    .toBuffer();
  expect((await sharp(inks).metadata()).space).toBe('cmyk');
  const raw = await sharp(inks, { ignoreIcc: true })
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = await reread(inks);
  expect([image.width, image.height, image.channels, raw.info.channels]).toEqual([8, 8, 3, 4]);
  expect([...image.data]).toEqual([...rgbOfInks(raw.data, 4)]);
});

it('takes no colour profile into account, as what trains networks does not', async () => {
  const pixels = [250, 20, 60, 0, 255, 0];
  const wide = await draw(2, 1, 3, pixels).withIccProfile('p3', { attach: true }).png().toBuffer();
  expect((await sharp(wide).metadata()).icc).toBeDefined();
  const raw = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
  expect([...raw]).not.toEqual([...(await sharp(wide).raw().toBuffer())]);
  expect([...(await reread(wide)).data]).toEqual([...raw]);
});

it('turns a picture upright', async () => {
  const image = await reread(
    await draw(2, 1, 3, [255, 0, 0, 0, 0, 255]).withMetadata({ orientation: 8 }).png().toBuffer(),
  );
  expect({ ...image, data: [...image.data] }).toEqual({
    width: 1,
    height: 2,
    channels: 3,
    data: [0, 0, 255, 255, 0, 0],
  });
});

it('reads plain BMP, which the codec does not', async () => {
  const file = Buffer.alloc(58);
  file.write('BM', 'latin1');
  for (const [at, value] of [
    [10, 54],
    [14, 40],
    [18, 1],
    [22, 1],
    [28, 24],
  ])
    file.writeUInt16LE(value, at);
  file.set([3, 2, 1], 54);
  expect([...(await reread(file)).data]).toEqual([1, 2, 3]);
  await expect(reread(file.subarray(0, 55))).rejects.toThrow(/VIS003.*BMP pixels are cut off/);
});

describe('bad files', () => {
  const noise = Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 256);

  it('that are missing or folders', async () => {
    await expect(readImage(join(folder, 'absent.jpg'))).rejects.toThrow(/GRD001.*absent\.jpg/);
    await expect(readImage(folder)).rejects.toThrow(/GRD002.*it is a folder/);
  });

  it('that are empty, no picture, or cut off', async () => {
    const jpeg = await draw(64, 64, 3, noise).jpeg().toBuffer();
    const png = await draw(64, 64, 3, noise).png().toBuffer();
    for (const bytes of [
      new Uint8Array(0),
      Buffer.from('hello'),
      jpeg.subarray(0, jpeg.length >> 1),
      png.subarray(0, 100),
      jpeg.subarray(0, 20),
    ]) {
      await expect(reread(bytes)).rejects.toThrow(/VIS003 error.*picture-\d+.*\n {2}hint: /);
    }
  });
});

it('tells of a picture of too many pixels', async () => {
  await expect(
    reread(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="17000" height="17000"/>')),
  ).rejects.toThrow(
    /VIS006 error {3}picture "[^"]*" has more than 268 million pixels\n {2}hint: make the picture smaller/,
  );
});
