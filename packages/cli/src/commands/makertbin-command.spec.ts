import { parsed } from './commands.fixture';

it.each([
  'makertbin -c r.yaml --model-type onnx',
  'makertbin --config r.yaml --model_type onnx',
  'makertbin --config=r.yaml --model_type=onnx',
  'makertbin --model-type onnx --config r.yaml',
])('reads "%s"', (line) => {
  expect(parsed(line)).toEqual({ config: 'r.yaml', modelType: 'onnx', json: false });
});

it('takes the number of threads', () =>
  expect(parsed('makertbin -c r --model-type caffe --threads 1 --json')).toMatchObject({ threads: '1', json: true }));

it.each(['makertbin -c r --model-type onnx', 'checker --march m --model-type onnx --model m.onnx'])(
  '"%s" takes a larger budget',
  (line) => expect(parsed(`${line} --budget 3`)).toMatchObject({ budget: '3' }),
);
