import { imagePairs, pitchesOf, sidesOf } from './image-view';

describe('pitchesOf', () => {
  const view = { offset: 0, height: 3, width: 4, channels: 5 };

  it('is dense unless told otherwise, in bytes', () => {
    expect(pitchesOf(view, 4)).toEqual({ images: 1, pixel: 20, row: 80, image: 240 });
  });

  it('takes each pitch given', () => {
    expect(pitchesOf({ ...view, images: 2, pixelPitch: 8, rowPitch: 50, imagePitch: 1000 }, 1)).toEqual({
      images: 2,
      pixel: 8,
      row: 50,
      image: 1000,
    });
    expect(pitchesOf({ ...view, pixelPitch: 8 }, 1)).toEqual({ images: 1, pixel: 8, row: 32, image: 96 });
  });
});

describe('imagePairs and sidesOf', () => {
  it('give every part of both images the name that kernels have for it', () => {
    const x = { offset: 100, height: 3, width: 4, channels: 5, images: 2 };
    const y = { offset: 900, height: 6, width: 7, channels: 8, images: 2 };
    const common = { xPixel: 5, xRow: 20, height: 3, width: 4, channels: 5 };
    const out = { yPixel: 32, yRow: 224, outHeight: 6, outWidth: 7 };
    expect(imagePairs(x, y, 4)).toEqual([
      { x: 100, ...common, y: 900, ...out },
      { x: 160, ...common, y: 900 + 6 * 224, ...out },
    ]);
    expect(imagePairs(x, y, 4, 2)[1]).toMatchObject({ x: 100 + 2 * 60, xPixel: 10, xRow: 40, yPixel: 32 });
    expect(() => imagePairs(x, { ...y, images: 1 }, 4)).toThrow('output images: 1 instead of 2');
    expect(sidesOf({ kernel: [1, 2], strides: [3, 4], dilations: [5, 6], padBefore: [7, 8] })).toEqual({
      kernelH: 1,
      kernelW: 2,
      strideH: 3,
      strideW: 4,
      dilationH: 5,
      dilationW: 6,
      padTop: 7,
      padLeft: 8,
    });
    expect(sidesOf({ kernel: [1, 1], strides: [1, 1] })).toMatchObject({
      dilationH: 1,
      dilationW: 1,
      padTop: 0,
      padLeft: 0,
    });
  });
});
