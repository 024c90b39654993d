import { RUNTIME_TYPES, SPACES_AND_RANGES, TENSOR_ORDERS, TRAINING_TYPES } from '@openbpu/tensor';
import { integerIn, list, numbers, oneOf, perInput, shape, text } from '../readers';
import { NORM_TYPES } from '../words';
import { key } from './key';

/** Element types, where what a value is belongs. */
const NO_IMAGE = {
  of: /^(tensor|float|double|half|bfloat|u?int|bool)/i,
  hint: "write 'featuremap' for an input that is no image: its element type is that of the model",
};
const PAIRS = 'yuv444 takes nv12 and yuv444; rgb and bgr take nv12, yuv444, rgb and bgr; others take their own type';

/** What the float model takes, and what the compiled one will be fed. */
export const INPUT_PARAMETERS = {
  input_name: key('Names of the inputs; their order is the order of every other list.', list(text), {
    example: "'image; features'",
    required: 'with several inputs',
    beside: { input_type_train: 'like every list of inputs, follows this order' },
  }),
  input_type_train: key('What the float model was trained on.', perInput(oneOf(TRAINING_TYPES, [NO_IMAGE])), {
    example: "'rgb'",
    field: 'typeTrain',
    required: 'always',
    beside: { input_type_rt: PAIRS, cal_data_dir: 'holds samples of this type, not normalised' },
  }),
  input_layout_train: key('Layout of the float model.', perInput(oneOf(TENSOR_ORDERS)), {
    example: "'NCHW'",
    field: 'layoutTrain',
    required: 'always',
    beside: { cal_data_dir: 'holds samples of this layout', input_layout_rt: 'is the layout on the board' },
  }),
  input_type_rt: key('What the compiled model will be fed.', perInput(oneOf(RUNTIME_TYPES, [NO_IMAGE])), {
    example: "'nv12'",
    field: 'typeRt',
    required: 'always',
    beside: {
      input_type_train: PAIRS,
      input_shape: 'nv12 and yuv444 need an even height and width',
      input_source: 'the pyramid and the resizer give nv12 and gray',
    },
  }),
  input_layout_rt: key('Layout of what the compiled model will be fed; not for nv12.', perInput(oneOf(TENSOR_ORDERS)), {
    example: "'NHWC'",
    field: 'layoutRt',
    beside: {
      input_layout_train: 'is taken where this is unset',
      input_type_rt: 'nv12 has planes in an order of its own',
    },
  }),
  input_space_and_range: key(
    'Value range of nv12 data: 0..255, or 16..235 for BT.601 video.',
    perInput(oneOf(SPACES_AND_RANGES)),
    {
      example: "'bt601_video'",
      field: 'spaceAndRange',
      default: 'regular',
      beside: { input_type_rt: 'only nv12 has a range; bt601_video has no effect with another type' },
    },
  ),
  input_shape: key('Shape of the float model; read from the model when it has one input.', perInput(shape), {
    example: "'1x3x224x224'",
    field: 'shape',
    beside: { input_layout_train: 'is the order of its dimensions', input_batch: 'needs a first dimension of 1' },
  }),
  input_batch: key('Batch of the compiled model; for one input whose first dimension is 1.', integerIn(1, 128), {
    example: '4',
    default: '1',
    beside: { input_shape: 'must begin with 1 where it is set', input_name: 'one input only' },
  }),
  norm_type: key('Normalisation to build into the model: (x - mean) * scale.', perInput(oneOf(NORM_TYPES)), {
    example: "'data_mean_and_scale'",
    field: 'norm',
    required: 'always',
    beside: {
      mean_value: 'is for data_mean and data_mean_and_scale',
      scale_value: 'is for data_scale and data_mean_and_scale',
    },
  }),
  mean_value: key('Mean to subtract.', perInput(numbers), {
    example: "'123.675 116.28 103.53'",
    field: 'mean',
    required: 'for data_mean and data_mean_and_scale',
    beside: { norm_type: 'has no effect with data_scale and no_preprocess' },
  }),
  scale_value: key('Scale to multiply with, after the mean.', perInput(numbers), {
    example: "'0.01712475 0.017507 0.01742919'",
    field: 'scale',
    required: 'for data_scale and data_mean_and_scale',
    beside: { norm_type: 'has no effect with data_mean and no_preprocess' },
  }),
} as const;
