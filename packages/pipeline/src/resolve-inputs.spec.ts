import type { InputRecipe, MarchRules, Recipe } from '@openbpu/config';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { resolveInputs } from './resolve-inputs';

const one = parseGraph('input data: float32[1x3x8x8] NCHW\na: y = Relu(data)\noutput y', standardOps(), 'imported');
const two = parseGraph(
  'input left: float32[1x3x8x8] NCHW\ninput right: float32[1x3x4x4] NCHW\na: y = Relu(left)\n' +
    'b: z = Relu(right)\noutput y\noutput z',
  standardOps(),
  'imported',
);

const input = (more: Partial<InputRecipe> = {}): InputRecipe => ({
  typeRt: 'nv12',
  typeTrain: 'rgb',
  layoutTrain: 'NCHW',
  norm: 'no_preprocess',
  spaceAndRange: 'regular',
  ...more,
});

function resolve(
  inputs: readonly InputRecipe[],
  graph = one,
  inputSource: Recipe['compiler']['inputSource'] = {},
  rules?: Pick<MarchRules, 'quantisedLayout'>,
) {
  const recipe: Recipe = {
    model: {
      kind: 'onnx',
      onnxModel: 'm.onnx',
      march: 'bayes-e',
      prefix: 'm',
      workingDir: 'out',
      layerOutDump: false,
      outputNodes: [],
      removeNodeType: [],
      removeNodeName: [],
      setNodeDataType: {},
      nodeInfo: {},
    },
    inputs,
    inputBatch: 1,
    calibration: { type: 'max', perChannel: false, preprocessOn: false, runOnCpu: [], runOnBpu: [], optimization: [] },
    compiler: { compileMode: 'latency', debug: false, coreNum: 1, optimizeLevel: 'O3', maxTimePerFc: 0, inputSource },
  };
  return resolveInputs(recipe, graph, rules);
}

it('needs no name for the one input of a model', () => {
  expect(resolve([input()])[0]).toMatchObject({ name: 'data', shape: [1, 3, 8, 8], typeRt: 'nv12' });
});

it('matches several by name, in the order of the recipe', () => {
  expect(
    resolve([input({ name: 'right' }), input({ name: 'left' })], two).map(
      ({ name, shape }) => `${name} ${shape.join('x')}`,
    ),
  ).toEqual(['right 1x3x4x4', 'left 1x3x8x8']);
});

it('feeds nv12 in NHWC, the rest as the recipe says, as trained when it is silent', () => {
  const layouts = [
    input(),
    input({ typeRt: 'rgb', layoutRt: 'NHWC' }),
    input({ typeRt: 'rgb' }),
    input({ typeRt: 'rgb', layoutTrain: 'NHWC' }),
  ].map((each) => resolve([each])[0].layoutRt);
  expect(layouts).toEqual(['NHWC', 'NHWC', 'NCHW', 'NHWC']);
});

it('gives the quantised model the layout of run time, or the one that a march knows', () => {
  const asked = [
    input(),
    input({ typeRt: 'rgb' }),
    input({ typeRt: 'rgb', layoutTrain: 'NHWC' }),
    input({ typeRt: 'rgb', layoutRt: 'NHWC' }),
    input({ typeRt: 'rgb', layoutTrain: 'NHWC', layoutRt: 'NCHW' }),
    input({ typeRt: 'featuremap', typeTrain: 'featuremap', layoutRt: 'NCHW' }),
  ];
  const layouts = (rules: Pick<MarchRules, 'quantisedLayout'>) =>
    asked.map((each) => {
      const [{ layoutRt, layoutQuantised }] = resolve([each], one, {}, rules);
      return `${layoutRt} ${layoutQuantised}`;
    });
  expect(layouts({})).toEqual(['NHWC NHWC', 'NCHW NCHW', 'NHWC NHWC', 'NHWC NHWC', 'NCHW NCHW', 'NCHW NCHW']);
  expect(layouts({ quantisedLayout: 'NHWC' })).toEqual([
    'NHWC NHWC',
    'NCHW NHWC',
    'NHWC NHWC',
    'NHWC NHWC',
    'NCHW NHWC',
    'NCHW NHWC',
  ]);
});

it('normalises with what norm_type names and nothing else', () => {
  const [mean, scale] = [[1, 2, 3], [0.5]];
  const parts = (norm: InputRecipe['norm']) => {
    const [resolved] = resolve([input({ norm, mean, scale })]);
    return [resolved.mean, resolved.scale];
  };
  expect(parts('no_preprocess')).toEqual([undefined, undefined]);
  expect(parts('data_mean')).toEqual([mean, undefined]);
  expect(parts('data_scale')).toEqual([undefined, scale]);
  expect(parts('data_mean_and_scale')).toEqual([mean, scale]);
});

it('refuses a name the model does not have, with the nearest', () => {
  expect(() => resolve([input({ name: 'dato' })])).toThrow(/PIP003 .*"dato".*\n {2}hint: did you mean "data"\?/);
});

it('takes nv12 from the pyramid, the rest from memory, unless the recipe says where from', () => {
  const source = (typeRt: InputRecipe['typeRt'], asked?: Recipe['compiler']['inputSource']) =>
    resolve([input({ typeRt })], one, asked)[0].source;
  expect([source('nv12'), source('gray'), source('rgb')]).toEqual(['pyramid', 'ddr', 'ddr']);
  expect([
    source('nv12', { data: 'ddr' }),
    source('gray', { _default_value: 'pyramid' }),
    source('nv12', { data: 'pyramid', _default_value: 'ddr' }),
    source('nv12', { data: 'resizer' }),
  ]).toEqual(['ddr', 'pyramid', 'pyramid', 'resizer']);
});

it.each([
  ['NCHW', '1x3x144x127', '1x3x144x128'],
  ['NHWC', '1x2x9215x3', '1x2x9216x3'],
] as const)('takes fewer than 18,432 pixels from the resizer: %s', (layoutTrain, fits, large) => {
  const resized = (shape: string, source: 'resizer' | 'pyramid' = 'resizer') =>
    resolve([input({ typeRt: 'nv12', layoutTrain })], graphOf(shape), { data: source });
  const graphOf = (shape: string) =>
    parseGraph(`input data: float32[${shape}]\na: y = Relu(data)\noutput y`, standardOps(), 'imported');
  expect(resized(fits)[0].source).toBe('resizer');
  expect(resized(large, 'pyramid')[0].source).toBe('pyramid');
  expect(() => resized(large)).toThrow(/PIP069 .*18432 pixels, and "data" has \d+ x \d+ = 18432/);
});

it('refuses an input_source for an input the model does not have', () => {
  expect(resolve([input()], one, { data: 'pyramid', _default_value: 'ddr' })).toHaveLength(1);
  expect(() => resolve([input()], one, { dta: 'pyramid' })).toThrow(
    /PIP003 .*"dta".*\n {2}hint: did you mean "data"\?/,
  );
});

it('refuses a recipe that describes fewer or more inputs', () => {
  expect(() => resolve([input()], two)).toThrow(/PIP004 .*left, right.*describes 1/);
  expect(() => resolve([input({ name: 'data' }), input({ name: 'data' })])).toThrow(/PIP004/);
});

describe('a feature map that is an output as well', () => {
  const graph = (type: string) =>
    parseGraph(`input data: ${type}\na: y = Relu(data)\noutput y\noutput data`, standardOps(), 'imported');
  const map = (more: Partial<InputRecipe> = {}) => [input({ typeRt: 'featuremap', typeTrain: 'featuremap', ...more })];
  const four = graph('float32[1x3x8x8] NCHW');

  it('is given back as it is fed', () => {
    expect(resolve(map(), four)).toHaveLength(1);
    expect(resolve(map({ layoutTrain: 'NHWC' }), four, {}, { quantisedLayout: 'NHWC' })).toHaveLength(1);
    expect(resolve(map(), graph('float32[1x3x8]'), {}, { quantisedLayout: 'NHWC' })).toHaveLength(1);
  });

  it('is no concern of a picture, which is another tensor once it is preprocessed', () => {
    expect(resolve([input({ typeRt: 'rgb', layoutRt: 'NHWC' })], four)[0].layoutRt).toBe('NHWC');
  });

  it('is refused where the layout is turned', () => {
    expect(() => resolve(map({ layoutRt: 'NHWC' }), four)).toThrow(/PIP064 .*"data".*fed in NHWC.*back in NCHW/);
    expect(() => resolve(map(), four, {}, { quantisedLayout: 'NHWC' })).toThrow(/PIP064/);
  });
});
