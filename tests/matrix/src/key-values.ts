import type { Combination } from './combinations';
import type { Settings } from './recipe-text';

/** A recipe that sets other keys than those of `combinations`, several at once. */
export interface Row {
  readonly title: string;
  readonly one: Combination;
  readonly settings: Settings;
  /** The net as Caffe writes it. */
  readonly caffe?: true;
  /** The calibration folder holds pictures. */
  readonly pictures?: true;
  /** The net says by pairs of QuantizeLinear and DequantizeLinear how it is quantised. */
  readonly pairs?: true;
  /** A Cast to int32 at the end of the net. */
  readonly tail?: true;
  /** The last Relu of the net is an operator of a module, `ops/ramp.ts`. */
  readonly custom?: true;
  /** The tensor of the net that is the first output; its last one where absent. */
  readonly gives?: string;
  /** The integers that the quantised model and the `.bin` give in place of reals. */
  readonly integers?: 'int8' | 'int16';
  /**
   * What must hold. `stages`: each is near the float model, and the `.bin` is the quantised model bit for bit. `bin`:
   * what the `.bin` gives is near, read with the scales it states. `bits`: only the bits, whatever the thresholds.
   */
  readonly holds: 'stages' | 'bin' | 'bits';
}

const PICTURE = {
  march: 'bayes-e',
  typeTrain: 'rgb',
  typeRt: 'nv12',
  layoutTrain: 'NCHW',
  layoutRt: undefined,
  first: 1,
  rank: 4,
} as const;
const MAP = { ...PICTURE, typeTrain: 'featuremap', typeRt: 'featuremap' } as const;

/** Rows that convert. Every value that a recipe may hold stands in one of them, in a combination, or in `REFUSED`. */
export const ROWS: readonly Row[] = [
  {
    title: 'the search, one mean for all channels, video range, samples as bytes, another folder and prefix',
    one: PICTURE,
    settings: {
      calibration_type: 'default',
      norm_type: 'data_mean',
      mean_value: '110',
      scale_value: undefined,
      cal_data_type: 'uint8',
      input_space_and_range: 'bt601_video',
      input_source: "{'x': 'pyramid'}",
      optimize_level: 'O3',
      compile_mode: 'latency',
      debug: 'True',
      jobs: '1',
      input_batch: '1',
      core_num: '1',
      max_time_per_fc: '0',
      layer_out_dump: 'False',
      preprocess_on: 'False',
    },
    holds: 'stages',
  },
  {
    title: 'kl, one scale for all channels, the name and the shape read from the model',
    one: { ...PICTURE, march: 'bernoulli2', typeTrain: 'bgr', typeRt: 'rgb' },
    settings: {
      calibration_type: 'kl',
      norm_type: 'data_scale',
      mean_value: undefined,
      scale_value: '0.02',
      input_name: undefined,
      input_shape: '1x3x8x6',
      input_source: "{'x': 'ddr'}",
      input_space_and_range: 'regular',
      optimize_level: 'O2',
      compile_mode: 'bandwidth',
      per_channel: 'False',
      debug: 'False',
      debug_mode: 'dump_calibration_data',
    },
    holds: 'stages',
  },
  {
    title: 'a percentile, thresholds of channels, nodes placed by name',
    one: { ...MAP, first: 3 },
    settings: {
      max_percentile: '0.9999',
      per_channel: 'True',
      optimize_level: 'O1',
      run_on_cpu: 'Sigmoid_d',
      run_on_bpu: 'c2;c3',
    },
    holds: 'stages',
  },
  {
    title: 'integer types node by node, and a node on the CPU',
    one: MAP,
    settings: {
      node_info: `{'c2': {'ON': 'BPU', 'InputType': 'int16', 'OutputType': 'int16'}, 'Sigmoid_d': {'ON': 'CPU'}}`,
    },
    holds: 'stages',
  },
  {
    title: '16-bit outputs by name, fed by the resizer',
    one: PICTURE,
    settings: { set_node_data_type: 'c2;c3', input_source: "{'x': 'resizer'}" },
    holds: 'stages',
  },
  {
    title: 'a batch of pictures, node by node',
    one: PICTURE,
    settings: { input_batch: '3' },
    holds: 'stages',
  },
  {
    title: 'a batch of pictures on two cores, every layer given',
    one: { ...PICTURE, march: 'bernoulli2' },
    settings: { input_batch: '3', core_num: '2', layer_out_dump: 'True' },
    holds: 'stages',
  },
  {
    title: 'two cores and calls of a millisecond, a node on the CPU between segments',
    one: { ...PICTURE, march: 'bernoulli2' },
    settings: { core_num: '2', max_time_per_fc: '1000', run_on_cpu: 'c2', optimize_level: 'O2', jobs: '2' },
    holds: 'stages',
  },
  {
    title: 'calls of a millisecond of a batch, every layer given',
    one: MAP,
    settings: { input_batch: '2', max_time_per_fc: '1000', layer_out_dump: 'True', optimize_level: 'O0' },
    holds: 'stages',
  },
  {
    title: 'no calibration',
    one: MAP,
    settings: { calibration_type: 'skip', cal_data_dir: undefined, cal_data_type: undefined },
    holds: 'bits',
  },
  {
    title: 'methods mixed node by node, thresholds of channels, an int16 node, an int8 output, samples from pictures',
    one: { ...PICTURE, layoutTrain: 'NHWC' },
    settings: {
      calibration_type: 'mix',
      per_channel: 'True',
      preprocess_on: 'True',
      cal_data_type: undefined,
      node_info: `{'c2': {'ON': 'BPU', 'OutputType': 'int16'}}`,
      optimization: 'set_model_output_int8',
    },
    pictures: true,
    integers: 'int8',
    holds: 'stages',
  },
  {
    title: 'methods mixed, a batch of feature maps',
    one: MAP,
    settings: { calibration_type: 'mix', input_batch: '2' },
    holds: 'stages',
  },
  {
    title: 'thresholds that the model states, pictures in NHWC, two at a time, a node on the CPU',
    one: { ...PICTURE, typeRt: 'rgb', layoutRt: 'NHWC' },
    settings: {
      calibration_type: 'load',
      cal_data_dir: undefined,
      cal_data_type: undefined,
      input_batch: '2',
      node_info: `{'Sigmoid_d': {'ON': 'CPU'}}`,
    },
    pairs: true,
    holds: 'stages',
  },
  {
    title: 'thresholds that the model states, an output of int16',
    one: { ...MAP, layoutTrain: 'NHWC' },
    settings: {
      calibration_type: 'load',
      cal_data_dir: undefined,
      cal_data_type: undefined,
      optimization: 'set_model_output_int16',
    },
    pairs: true,
    integers: 'int16',
    holds: 'stages',
  },
  {
    title: 'thresholds that the model states, an output of int8, for a march of 8 bits',
    one: { ...PICTURE, march: 'bernoulli2', typeTrain: 'bgr', typeRt: 'bgr' },
    settings: {
      calibration_type: 'load',
      cal_data_dir: undefined,
      cal_data_type: undefined,
      optimization: 'set_model_output_int8',
    },
    pairs: true,
    integers: 'int8',
    holds: 'stages',
  },
  {
    title: 'samples from pictures, squeezed',
    one: PICTURE,
    settings: { preprocess_on: 'True', cal_data_type: undefined },
    pictures: true,
    holds: 'stages',
  },
  {
    title: 'samples from pictures as OpenCV reads them, one after the other',
    one: { ...PICTURE, typeTrain: 'bgr', layoutTrain: 'NHWC' },
    settings: {
      cal_data_type: undefined,
      read_mode: 'opencv',
      transformers: 'ShortSideResize(short_size=8); CenterCrop(crop_size=8x6)',
    },
    pictures: true,
    holds: 'stages',
  },
  {
    title: 'samples from pictures as scikit-image reads them',
    one: { ...PICTURE, typeTrain: 'gray', typeRt: 'gray' },
    settings: {
      cal_data_type: undefined,
      read_mode: 'skimage',
      transformers: 'PadResize(8x6, pad_value=0.5); RGB2GRAY; Scale(255); HWC2CHW',
    },
    pictures: true,
    holds: 'stages',
  },
  {
    title: 'Caffe',
    one: { ...PICTURE, typeTrain: 'bgr', typeRt: 'bgr' },
    settings: { onnx_model: undefined, prototxt: 'net.prototxt', caffe_model: 'net.caffemodel' },
    caffe: true,
    holds: 'stages',
  },
  {
    title: 'inner nodes as outputs: a convolution in front of its Relu, what is added, and the Relu',
    one: PICTURE,
    settings: { output_nodes: 'c3; Add_g; Relu_f' },
    gives: 'e',
    holds: 'stages',
  },
  {
    title: 'the outputs of every convolution behind the others',
    one: { ...PICTURE, march: 'bernoulli2', typeTrain: 'bgr', typeRt: 'bgr' },
    settings: { layer_out_dump: 'True' },
    holds: 'stages',
  },
  {
    title: 'outputs of int8',
    one: { ...PICTURE, march: 'bernoulli2', typeTrain: 'bgr', typeRt: 'bgr' },
    settings: { optimization: 'set_model_output_int8' },
    integers: 'int8',
    holds: 'stages',
  },
  {
    title: 'outputs of int16, of which one is inside the model',
    one: MAP,
    settings: { optimization: 'set_model_output_int16', output_nodes: 'Add_g; Relu_y' },
    gives: 'g',
    integers: 'int16',
    holds: 'stages',
  },
  {
    title: 'an inner layer of Caffe as the output',
    one: { ...PICTURE, typeTrain: 'bgr', typeRt: 'bgr' },
    settings: { onnx_model: undefined, prototxt: 'net.prototxt', caffe_model: 'net.caffemodel', output_nodes: 'c2' },
    caffe: true,
    gives: 'c',
    holds: 'stages',
  },
  {
    title: 'nodes removed by type: a shape that the model makes itself, a type that it gives',
    one: { ...MAP, rank: 3 },
    settings: { remove_node_type: 'Quantize; Reshape; Cast; Dequantize' },
    tail: true,
    holds: 'bin',
  },
  {
    title: 'nodes removed by type and by name: a layout that the model turns itself',
    one: { ...MAP, layoutTrain: 'NHWC' },
    settings: { remove_node_type: 'Transpose; Quantize', remove_node_name: 'c4_HzDequantize' },
    holds: 'bin',
  },
  {
    title: 'a node of a custom operator, run by its module in every stage',
    one: PICTURE,
    settings: { custom_op_method: 'register', op_register_files: 'ramp.ts', custom_op_dir: 'ops' },
    custom: true,
    holds: 'stages',
  },
];

/** Values that the march does not have: each is refused by name, and nothing is written. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  core_num: ['2'],
};

export const REFUSED: readonly Row[] = Object.entries(ASKED).flatMap(([key, values]) =>
  values.map((value): Row => ({ title: `${key}: ${value}`, one: PICTURE, settings: { [key]: value }, holds: 'bits' })),
);
