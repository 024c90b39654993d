import { makeImage } from '../image/image';
import { encodeInput } from './encode-input';

const image = makeImage(2, 2, 3, Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3));

it.each([
  ['rgb', 'NCHW', [1, 3, 2, 2], [255, 0, 0, 1, 0, 255, 0, 2, 0, 0, 255, 3]],
  ['rgb', 'NHWC', [1, 2, 2, 3], [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3]],
  ['bgr', 'NCHW', [1, 3, 2, 2], [0, 0, 255, 3, 0, 255, 0, 2, 255, 0, 0, 1]],
  ['bgr', 'NHWC', [1, 2, 2, 3], [0, 0, 255, 0, 255, 0, 255, 0, 0, 3, 2, 1]],
  ['gray', 'NCHW', [1, 1, 2, 2], [76, 150, 29, 2]],
  ['gray', 'NHWC', [1, 2, 2, 1], [76, 150, 29, 2]],
  ['yuv444', 'NHWC', [1, 2, 2, 3], [76, 85, 255, 150, 44, 21, 29, 255, 107, 2, 129, 127]],
  ['yuv444', 'NCHW', [1, 3, 2, 2], [76, 150, 29, 2, 85, 44, 255, 129, 255, 21, 107, 127]],
  ['nv12', 'NCHW', [1, 3, 2], [76, 150, 29, 2, 128, 128]],
] as const)('%s in %s', (type, layout, shape, data) => {
  const tensor = encodeInput(image, { type, layout });
  expect(tensor.dtype).toBe('uint8');
  expect(tensor.shape).toEqual(shape);
  expect([...tensor.data]).toEqual(data);
});

it('takes the video range where it is asked for', () => {
  expect([...encodeInput(makeImage(1, 1, 3), { type: 'yuv444', layout: 'NCHW', range: 'bt601_video' }).data]).toEqual([
    16, 128, 128,
  ]);
  expect([...encodeInput(makeImage(2, 2, 3), { type: 'nv12', layout: 'NCHW', range: 'bt601_video' }).data]).toEqual([
    16, 16, 16, 16, 128, 128,
  ]);
});

it('takes a gray image as colour and as gray', () => {
  const gray = makeImage(1, 1, 1, Uint8Array.of(99));
  expect([...encodeInput(gray, { type: 'bgr', layout: 'NCHW' }).data]).toEqual([99, 99, 99]);
  expect([...encodeInput(gray, { type: 'gray', layout: 'NCHW' }).data]).toEqual([99]);
});

it('never shares memory with the picture', () => {
  expect(encodeInput(image, { type: 'rgb', layout: 'NHWC' }).data.buffer).not.toBe(image.data.buffer);
});

it('takes odd sides but for nv12', () => {
  const odd = makeImage(227, 227, 3);
  expect(encodeInput(odd, { type: 'bgr', layout: 'NCHW' }).shape).toEqual([1, 3, 227, 227]);
  expect(() => encodeInput(odd, { type: 'nv12', layout: 'NCHW' })).toThrow(/VIS005.*227x227/);
});
