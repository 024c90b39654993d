import { makeImage } from '../image/image';
import { encodeTrainingInput } from './encode-training-input';

it('holds the bytes as float32 numbers, neither scaled nor shifted', () => {
  const tensor = encodeTrainingInput(makeImage(2, 1, 3, Uint8Array.of(0, 1, 255, 128, 127, 254)), {
    type: 'bgr',
    layout: 'NCHW',
  });
  expect(tensor.dtype).toBe('float32');
  expect(tensor.shape).toEqual([1, 3, 1, 2]);
  expect([...tensor.data]).toEqual([255, 254, 1, 127, 0, 128]);
});
