import { buildGraph, buildModel, buildValue, encodeModel, writeTensor } from '@openbpu/onnx';
import type { Keys } from './bench';
import { SHAPE, conv, node, wave } from './nets';

const FLOAT = 1;

/** A net of two inputs, a picture and numbers, and two outputs: their sum, and the mean of one on the way. */
export function twinNet(): Uint8Array {
  return encodeModel(
    buildModel({
      irVersion: 7,
      opsetImport: [{ domain: '', version: 11 }],
      graph: buildGraph({
        name: 'twins',
        node: [
          conv('data', 'a'),
          conv('more', 'b'),
          node('Add', ['a', 'b'], 's'),
          node('Relu', ['s'], 'sum'),
          node('GlobalAveragePool', ['a'], 'mean'),
        ],
        initializer: ['a_w', 'b_w'].map((id, i) => writeTensor(id, wave([3, 3, 3, 3], i + 2))),
        input: [buildValue('data', FLOAT, SHAPE), buildValue('more', FLOAT, SHAPE)],
        output: [buildValue('sum', FLOAT, SHAPE), buildValue('mean', FLOAT, [1, 3, 1, 1])],
      }),
    }),
  );
}

/** The keys of a recipe that differ for it. */
export const TWIN_KEYS: Keys = {
  'input_parameters.input_name': 'data;more',
  'input_parameters.input_type_rt': 'nv12;featuremap',
  'input_parameters.input_type_train': 'rgb;featuremap',
  'input_parameters.input_layout_train': 'NCHW;NCHW',
  'input_parameters.norm_type': 'data_scale;no_preprocess',
  'input_parameters.scale_value': '0.0078125;None',
  'calibration_parameters.cal_data_dir': 'samples;more',
  'calibration_parameters.cal_data_type': 'float32;float32',
};
