import { loadKernels } from '../load-kernels';
import { Draw } from './draw';
import { outputSize, putImages, SAME_3X3 } from './image-shape';

it('outputSize is what a sliding window gives, and never nothing', () => {
  expect(outputSize(SAME_3X3)).toEqual([7, 9]);
  expect(outputSize({ ...SAME_3X3, strides: [2, 2], padBefore: [0, 0], padAfter: [0, 0] })).toEqual([3, 4]);
  expect(outputSize({ ...SAME_3X3, height: 1, dilations: [5, 1] })).toEqual([1, 9]);
});

it('putImages leaves the gaps asked for', () => {
  const kernels = loadKernels();
  const { x, y } = putImages(kernels, new Draw(1, 'random'), { ...SAME_3X3, gap: 2, output: 'int32' }, 10);
  expect([x.pixelPitch, x.rowPitch, y.pixelPitch, y.rowPitch]).toEqual([26, 9 * 26 + 2, 12, 9 * 12 + 2]);
  expect(kernels.mark() - y.offset).toBeGreaterThanOrEqual(7 * (9 * 12 + 2) * 4);
});
