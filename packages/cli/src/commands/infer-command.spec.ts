import { parsed } from './commands.fixture';

it('reads a picture and how it is fitted', () => {
  expect(parsed('infer --model m.bin --image a.jpg --short_side 256 --crop=224')).toEqual({
    model: 'm.bin',
    image: 'a.jpg',
    shortSide: '256',
    crop: '224',
    json: false,
  });
});

it('keeps names and files of raw tensors as they are', () => {
  expect(parsed('infer --model m.onnx --input da_ta=a_b.npy --input x=y=z.npy --save out')).toMatchObject({
    inputs: ['da_ta=a_b.npy', 'x=y=z.npy'],
    save: 'out',
  });
});
