import { makeImage } from '../image/image';
import { pixelsOf } from './pixels';

const IMAGE = makeImage(2, 1, 3, Uint8Array.of(255, 0, 51, 1, 2, 3));

it('gives bytes in B, G, R, or reals in R, G, B', () => {
  expect(pixelsOf(IMAGE, 'opencv')).toEqual({
    height: 1,
    width: 2,
    channels: 3,
    data: Uint8Array.of(51, 0, 255, 3, 2, 1),
  });
  expect(pixelsOf(IMAGE, 'skimage').data).toEqual(Float32Array.of(1, 0, 0.2, 1 / 255, 2 / 255, 3 / 255));
});

it('gives gray pictures three channels', () => {
  expect(pixelsOf(makeImage(1, 1, 1, Uint8Array.of(9)), 'opencv')).toMatchObject({
    channels: 3,
    data: Uint8Array.of(9, 9, 9),
  });
});
