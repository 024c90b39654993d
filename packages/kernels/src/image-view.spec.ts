import { pitchesOf } from './image-view';

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
