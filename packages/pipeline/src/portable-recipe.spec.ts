import { resolve } from 'node:path';
import { backend } from '@openbpu/backend-bayes-e';
import { parseRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { portableRecipe } from './portable-recipe';

const BASE = resolve('some/folder');

function recipe(model: string, samples: string, out: string) {
  const text = `model_parameters:
  onnx_model: '${model}'
  march: 'bayes-e'
  output_model_file_prefix: 'net'
  working_dir: '${out}'
input_parameters:
  input_type_rt: 'rgb'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  norm_type: 'no_preprocess'
calibration_parameters:
  cal_data_dir: '${samples}'
  calibration_type: 'max'
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O3'
`;
  return parseRecipe(text, {
    file: 'r.yaml',
    modelType: 'onnx',
    marches: ['bayes-e'],
    marchRules: () => backend.recipe,
    sink: new CollectingSink(),
  });
}

it('keeps relative paths, shortens absolute ones', () => {
  const given = recipe('../net.onnx', resolve(BASE, 'samples'), resolve('elsewhere/out'));
  const { model, inputs } = portableRecipe(given, BASE);
  expect(model).toMatchObject({ onnxModel: '../net.onnx', workingDir: 'out' });
  expect(inputs[0].calDataDir).toBe('./samples');
});

it('does not take a name that begins with two dots for the folder above', () => {
  expect(portableRecipe(recipe(resolve(BASE, '..net.onnx'), resolve(BASE, '..'), './out'), BASE)).toMatchObject({
    model: { onnxModel: './..net.onnx', workingDir: './out' },
    inputs: [{ calDataDir: 'some' }],
  });
});

it('shortens both files of a Caffe model', () => {
  const given = recipe('net.onnx', 'samples', './out');
  const { kind: _, onnxModel: __, ...model } = { onnxModel: '', ...given.model };
  const caffe = {
    ...given,
    model: {
      ...model,
      kind: 'caffe',
      prototxt: resolve(BASE, 'net.prototxt'),
      caffeModel: resolve('elsewhere/net.caffemodel'),
    },
  } as const;
  expect(portableRecipe(caffe, BASE).model).toMatchObject({
    kind: 'caffe',
    prototxt: './net.prototxt',
    caffeModel: 'net.caffemodel',
  });
});

it('leaves a recipe without absolute paths as it is', () => {
  const given = recipe('net.onnx', 'samples', './out');
  expect(portableRecipe(given, BASE)).toEqual(given);
});
