import { marches } from '@openbpu/pipeline';
import { MARCHES } from './checker-command';
import { parsed } from './commands.fixture';

const OFF = { price: false, strict: false, json: false };

it.each([
  'checker --model-type onnx --march bayes-e --model m.onnx',
  'checker --model_type onnx --march bayes-e --model m.onnx',
  'checker --model_type=onnx --march="bayes-e" --model=m.onnx',
])('reads "%s"', (line) =>
  expect(parsed(line)).toEqual({ modelType: 'onnx', march: 'bayes-e', model: 'm.onnx', ...OFF }),
);

it('takes pairs of name and shape, repeated', () => {
  expect(
    parsed(
      'checker --model-type caffe --march bernoulli2 --proto p --model m --input_shape a 1x3x4x4 ' +
        '--input-shape b 1x2 --output x --json',
    ),
  ).toEqual({
    modelType: 'caffe',
    march: 'bernoulli2',
    proto: 'p',
    model: 'm',
    inputShapes: [
      ['a', '1x3x4x4'],
      ['b', '1x2'],
    ],
    output: 'x',
    ...OFF,
    json: true,
  });
});

it('takes nodes whose outputs are wanted, repeated', () =>
  expect(
    parsed('checker --model-type onnx --march m --model m --output-node a --output_node=b --output x'),
  ).toMatchObject({ outputNodes: ['a', 'b'], output: 'x' }));

it('names every march with its board', () =>
  expect(
    marches()
      .map(({ march, boards }) => `${march} (${boards[0]})`)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1'),
  ).toBe(MARCHES));

it('leaves out passes by name, repeated', () =>
  expect(
    parsed('checker --model-type onnx --march m --model m --skip-pass fuse-pad --skip_pass=fuse-scale'),
  ).toMatchObject({
    skipPasses: ['fuse-pad', 'fuse-scale'],
  }));

it('takes a price, a place for the repaired model, and what is cut off, repeated', () =>
  expect(
    parsed('checker --model-type onnx --march m --model m --price --fix out.onnx --cut a --cut=TopK --strict'),
  ).toMatchObject({ price: true, fix: 'out.onnx', cut: ['a', 'TopK'], strict: true }));
