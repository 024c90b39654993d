import { parsed } from './commands.fixture';

it.each([
  'evaluate --model m.bin --image_path val --label_path val.txt',
  'evaluate --model=m.bin --image-path=val --label-path=val.txt',
])('reads "%s"', (line) => {
  expect(parsed(line)).toEqual({ model: 'm.bin', imagePath: 'val', labelPath: 'val.txt', json: false });
});

it('takes a second model', () => {
  expect(
    parsed('evaluate --model m.bin --against f.onnx --image_path v --label_path l --resize 240x320'),
  ).toMatchObject({ against: 'f.onnx', resize: '240x320' });
});
