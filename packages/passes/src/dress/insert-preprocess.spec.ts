import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { evaluate, shapeOf } from '@openbpu/testkit';
import { float32, toNumbers } from '@openbpu/tensor';
import { InsertPreprocess } from './insert-preprocess';
import type { DressedInput } from './insert-preprocess';

const ops = standardOps();
const spec: DressedInput = {
  name: 'data',
  typeRt: 'rgb',
  typeTrain: 'bgr',
  layoutTrain: 'NCHW',
  mean: [1, 2, 3],
  scale: [0.5],
  spaceAndRange: 'regular',
};
const run = (text: string, inputs: readonly DressedInput[]) =>
  new InsertPreprocess(inputs).run(parseGraph(text, ops, 'imported'));
const NCHW = 'input data: float32[1x3x1x1] NCHW\nr: y = Identity(data)\noutput y';

it('names the node after the input and computes (colour - mean) · scale from centred values', () => {
  const graph = run(NCHW, [spec]);
  expect(shapeOf(graph)).toEqual([
    'HZ_PREPROCESS_FOR_data: data_preprocessed = HzPreprocess(data, ' +
      'HZ_PREPROCESS_FOR_data_weight, HZ_PREPROCESS_FOR_data_bias)',
    'r: y = Identity(data_preprocessed)',
  ]);
  expect(graph.node('HZ_PREPROCESS_FOR_data')?.origins).toEqual([{ name: 'HZ_PREPROCESS_FOR_data' }]);
  const centredRgb = float32([1, 3, 1, 1], [10 - 128, 20 - 128, 30 - 128]);
  expect(toNumbers(evaluate(graph, new Map([['data', centredRgb]])).get('y')!)).toEqual([
    (30 - 1) / 2,
    (20 - 2) / 2,
    (10 - 3) / 2,
  ]);
});

it('transposes an NHWC input there and back', () => {
  const graph = run('input data: float32[1x2x2x3] NHWC\nr: y = Identity(data)\noutput y', [
    { ...spec, layoutTrain: 'NHWC' },
  ]);
  expect(graph.nodes.map((node) => node.op.name)).toEqual(['Transpose', 'HzPreprocess', 'Transpose', 'Identity']);
  expect(graph.value('data').type.shape).toEqual([1, 2, 2, 3]);
});

it('leaves a feature map without mean and scale alone', () => {
  const featuremap: DressedInput = {
    name: 'data',
    typeRt: 'featuremap',
    typeTrain: 'featuremap',
    layoutTrain: 'NCHW',
    spaceAndRange: 'regular',
  };
  expect(run(NCHW, [featuremap]).nodes).toHaveLength(1);
  expect(run(NCHW, [{ ...featuremap, scale: [2] }]).nodes).toHaveLength(2);
});

it.each([
  ['another number of channels', 'input data: float32[1x4x1x1] NCHW\nr: y = Identity(data)\noutput y', spec],
  ['another rank', 'input data: float32[1x3] NCHW\nr: y = Identity(data)\noutput y', spec],
  ['a combination that is not offered', NCHW, { ...spec, typeRt: 'gray' } as DressedInput],
])('refuses %s with a diagnostic', (_, text, input) => {
  expect(() => run(text, [input])).toThrow(/PAS009 error .*input "data" of shape/);
});

it('refuses an image input that is an output too; a feature map may be one', () => {
  const text = 'input data: float32[1x3x1x1] NCHW\nr: y = Identity(data)\noutput y\noutput data';
  expect(() => run(text, [spec])).toThrow(/PAS013 .*"data"/);
  expect(
    run(text, [
      { name: 'data', typeRt: 'featuremap', typeTrain: 'featuremap', layoutTrain: 'NCHW', spaceAndRange: 'regular' },
    ]).nodes,
  ).toHaveLength(1);
});
