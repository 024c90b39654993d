import { makeImage } from '@openbpu/vision';
import { INPUT_MEAN, INPUT_SCALE, normaliseInput } from './normalise-input';

it('sets the channels of all pictures in rows, less the mean, times the scale', () => {
  const images = [0, 100].map((value) =>
    makeImage(
      2,
      1,
      3,
      Uint8Array.from({ length: 6 }, (_, i) => value + i),
    ),
  );
  const blob = normaliseInput(images);
  expect([blob.channels, blob.count, blob.height, blob.width]).toEqual([3, 2, 1, 2]);
  const red = [0, 3, 100, 103].map((value) => Math.fround((value - INPUT_MEAN[0]) * INPUT_SCALE[0]));
  expect([...blob.data.subarray(0, 4)]).toEqual(red);
  expect(blob.data[11]).toBe(Math.fround((105 - INPUT_MEAN[2]) * INPUT_SCALE[2]));
});
