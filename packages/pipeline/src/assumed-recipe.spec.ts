import { resolve } from 'node:path';
import { parseRecipe, writeRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { backend } from '@openbpu/backend-bayes-e';
import { type AssumedFacts, assumedRecipe } from './assumed-recipe';

const input = (name: string, shape: number[], dtype: 'float32' | 'uint8' = 'float32') => ({ name, dtype, shape });
const FACTS: AssumedFacts = {
  march: 'bayes-e',
  source: { kind: 'onnx', model: 'models/net.v2.onnx' },
  inputs: [input('data', [1, 3, 8, 6])],
  ask: [],
  recipeFolder: resolve('.'),
};
const assumed = (facts: Partial<AssumedFacts>) => assumedRecipe({ ...FACTS, ...facts });
const forms = (...inputs: AssumedFacts['inputs'][number][]) => {
  const { input_type_rt, input_type_train, input_layout_train, input_layout_rt } = assumed({
    inputs,
  }).input_parameters!;
  return [input_type_train, input_layout_train, input_type_rt, input_layout_rt].map((each) => String(each).split(';'));
};

describe('assumedRecipe', () => {
  it('is a recipe, everything told', () => {
    expect(assumed({})).toEqual({
      model_parameters: {
        onnx_model: './models/net.v2.onnx',
        march: 'bayes-e',
        output_model_file_prefix: 'net.v2',
        working_dir: './model_output',
        remove_node_type: 'Quantize;Transpose;Dequantize;Cast;Reshape',
      },
      input_parameters: {
        input_name: 'data',
        input_type_train: 'bgr',
        input_layout_train: 'NCHW',
        input_type_rt: 'nv12',
        input_layout_rt: '',
        input_shape: '1x3x8x6',
        norm_type: 'no_preprocess',
      },
      calibration_parameters: { calibration_type: 'skip' },
      compiler_parameters: { compile_mode: 'latency', optimize_level: 'O3' },
    });
  });

  it.each([
    ['an image of planes', input('x', [1, 3, 2, 4]), 'bgr NCHW nv12 '],
    ['an image of pixels', input('x', [1, 2, 4, 3]), 'bgr NHWC nv12 '],
    ['an odd height', input('x', [1, 3, 3, 4]), 'featuremap NCHW featuremap NCHW'],
    ['an odd width', input('x', [1, 3, 4, 3]), 'featuremap NCHW featuremap NCHW'],
    ['an odd height, pixels', input('x', [1, 5, 4, 3]), 'featuremap NCHW featuremap NCHW'],
    ['no height', input('x', [1, 3, 0, 4]), 'featuremap NCHW featuremap NCHW'],
    ['one channel', input('x', [1, 1, 4, 4]), 'featuremap NCHW featuremap NCHW'],
    ['a volume', input('x', [1, 3, 4, 4, 4]), 'featuremap NCHW featuremap NCHW'],
    ['a line', input('x', [3, 4, 4]), 'featuremap NCHW featuremap NCHW'],
    ['bytes', input('x', [1, 3, 4, 4], 'uint8'), 'featuremap NCHW featuremap NCHW'],
  ])('feeds %s as what it fits', (_, one, form) => expect(forms(one).flat().join(' ')).toBe(form));

  it('says of every input what it is, in step', () => {
    const inputs = [input('a', [1, 3, 2, 2]), input('b', [1, 4])];
    expect(assumed({ inputs }).input_parameters).toEqual({
      input_name: 'a;b',
      input_type_train: 'bgr;featuremap',
      input_layout_train: 'NCHW;NCHW',
      input_type_rt: 'nv12;featuremap',
      input_layout_rt: ';NCHW',
      input_shape: '1x3x2x2;1x4',
      norm_type: 'no_preprocess;no_preprocess',
    });
  });

  it('names both files of a Caffe model, the nodes asked onto the BPU, and outputs that are chosen', () => {
    const source = {
      kind: 'caffe',
      prototxt: 'a/d.prototxt',
      caffemodel: '/b/d.caffemodel',
      outputNodes: ['n', 'm'],
    } as const;
    const { model_parameters } = assumed({ source, ask: ['soft max'], recipeFolder: resolve('a') });
    expect(model_parameters).toMatchObject({
      prototxt: './d.prototxt',
      caffe_model: '/b/d.caffemodel',
      output_model_file_prefix: 'd',
      working_dir: '../model_output',
      output_nodes: 'n;m',
      node_info: { 'soft max': { ON: 'BPU' } },
    });
    expect(model_parameters).not.toHaveProperty('onnx_model');
    expect(assumed({ source: { kind: 'onnx', model: 'm.onnx', outputNodes: [] } }).model_parameters).not.toHaveProperty(
      'output_nodes',
    );
  });

  it('is read as it is written', () => {
    const sink = new CollectingSink();
    const recipe = parseRecipe(writeRecipe(assumed({ ask: ["it's: a node"] })), {
      file: 'r.yaml',
      modelType: 'onnx',
      marches: ['bayes-e'],
      marchRules: () => backend.recipe,
      sink,
    });
    expect(sink.diagnostics).toEqual([]);
    expect(recipe.model.nodeInfo).toEqual({ "it's: a node": { on: 'BPU' } });
    expect(recipe.inputs).toMatchObject([{ name: 'data', shape: [1, 3, 8, 6], typeRt: 'nv12' }]);
  });
});
