import { flag, list, numberIn, oneOf, path, perInput, text } from '../readers';
import { CALIBRATION_TYPES, CAL_DATA_TYPES, OPTIMIZATIONS } from '../words';
import { key } from './key';

const names = list(text);

const WHOLE_NUMBERS = {
  of: /^(u?int(?!8$)\d*|long|bool)/i,
  hint:
    "write 'float32': an input of the model that is not float32 has samples of its own element type, whatever stands " +
    'here',
};

/** How thresholds are found, and where nodes run. */
export const CALIBRATION_PARAMETERS = {
  cal_data_dir: key('Folder of the calibration samples.', perInput(path), {
    example: "'./calibration_data_rgb_f32'",
    required: 'unless calibration_type is skip or load',
    beside: {
      cal_data_type: 'is told by the end of its name where unset: _f32 is float32',
      calibration_type: 'has no effect with skip',
      transformers: 'make samples of the pictures in it',
    },
  }),
  cal_data_type: key(
    'Element type of the calibration files; when unset, float32 if the folder name ends in _f32, else uint8.',
    perInput(oneOf(CAL_DATA_TYPES, [WHOLE_NUMBERS])),
    {
      example: "'float32'",
      beside: {
        cal_data_dir: 'has no effect where no samples are read',
        preprocess_on: 'has no effect with pictures',
      },
    },
  ),
  preprocess_on: key(
    'Read pictures (jpg, png, bmp) from the calibration folders and squeeze them to the input.',
    flag,
    {
      example: 'True',
      default: 'False',
      beside: { transformers: 'replace it, with the steps of the training', cal_data_dir: 'holds pictures then' },
    },
  ),
  calibration_type: key('How thresholds are found.', oneOf(CALIBRATION_TYPES), {
    example: "'default'",
    field: 'type',
    default: 'default',
    beside: {
      max_percentile: 'is for max',
      per_channel: 'is for all but default, which chooses by itself',
      cal_data_dir: 'is not needed for skip and load',
    },
  }),
  max_percentile: key('Share of the values that calibration_type max keeps.', numberIn(0, 1), {
    example: '0.99995',
    default: '1.0',
    beside: { calibration_type: 'has no effect with another type than max' },
  }),
  per_channel: key(
    'Give every channel of an activation its own threshold, where only convolutions and tables read it.',
    flag,
    {
      example: 'True',
      default: 'False',
      beside: { calibration_type: 'has no effect with default, which chooses by itself' },
    },
  ),
  run_on_cpu: key('Nodes to keep on the CPU.', names, {
    example: "'conv_0; conv_1; conv12'",
    unset: [],
    beside: { run_on_bpu: 'a node stands in one of the two', node_info: '"ON": "CPU" does the same' },
  }),
  run_on_bpu: key('Nodes to put on the BPU.', names, {
    example: "'softmax'",
    unset: [],
    beside: { run_on_cpu: 'a node stands in one of the two', node_info: '"ON": "BPU" does the same' },
  }),
  optimization: key('Integers of one type as outputs, their scales beside them.', list(oneOf(OPTIMIZATIONS)), {
    example: "'set_model_output_int8'",
    unset: [],
    beside: { march: 'set_model_output_int16 needs one that computes in int16' },
  }),
} as const;
