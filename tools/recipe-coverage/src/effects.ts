import type { Row, Settings } from '@openbpu/matrix';

/** Two recipes that differ by one key, as the small net of `tests/matrix` is converted with them. */
export interface Effect extends Pick<Row, 'caffe' | 'custom' | 'pictures'> {
  /** What the input of the net is; a picture in NCHW that is fed as nv12, unless stated. */
  readonly one?: Partial<Row['one']>;
  /** Keys of both recipes. */
  readonly both?: Settings;
  /** The key. */
  readonly set: Settings;
  /** The key in the other recipe; unset unless stated. */
  readonly against?: Settings;
}

const NO_SAMPLES: Settings = { calibration_type: 'skip', cal_data_dir: undefined, cal_data_type: undefined };
const MAP = { typeTrain: 'featuremap', typeRt: 'featuremap' } as const;
const CAFFE = {
  onnx_model: undefined,
  prototxt: 'net.prototxt',
  caffe_model: 'net.caffemodel',
  input_shape: undefined,
};
const FROM_PICTURES = { cal_data_type: undefined, read_mode: 'opencv' };
const CROPPED = 'CenterCrop(crop_size=8x6); HWC2CHW; BGR2RGB';
/** A model of two inputs with a Softmax at its end, and one that does not fit on the chip. */
const TWO = {
  ...NO_SAMPLES,
  onnx_model: 'two.onnx',
  input_name: 'a; b',
  input_shape: undefined,
  input_type_train: 'featuremap; featuremap',
  input_type_rt: 'featuremap; featuremap',
  input_layout_train: 'NCHW; NCHW',
  input_layout_rt: 'NCHW; NHWC',
  norm_type: 'no_preprocess; no_preprocess',
  mean_value: undefined,
  scale_value: undefined,
};
const LARGE = { ...TWO, onnx_model: 'large.onnx', input_name: 'x' };
const ALONE = Object.fromEntries(
  Object.entries(LARGE).map(([key, value]) => [key, value?.replace(/;.*/, '')]),
) as Settings;

/** By key: what shows that it is carried out. A key of the description without a row fails the spec. */
export const EFFECTS: Readonly<Record<string, Effect>> = {
  prototxt: { caffe: true, both: CAFFE, set: { prototxt: 'other.prototxt' }, against: { prototxt: 'net.prototxt' } },
  caffe_model: {
    caffe: true,
    both: CAFFE,
    set: { caffe_model: 'other.caffemodel' },
    against: { caffe_model: 'net.caffemodel' },
  },
  onnx_model: { set: { onnx_model: 'other.onnx' }, against: { onnx_model: 'net.onnx' } },
  march: { set: {}, against: { march: 'another' } },
  output_model_file_prefix: { set: { output_model_file_prefix: 'other' }, against: { output_model_file_prefix: 'm' } },
  working_dir: { set: { working_dir: 'elsewhere' }, against: { working_dir: 'out' } },
  layer_out_dump: { set: { layer_out_dump: 'True' } },
  output_nodes: { set: { output_nodes: 'Relu_f' } },
  remove_node_type: { set: { remove_node_type: 'Dequantize' } },
  remove_node_name: { set: { remove_node_name: 'c4_HzDequantize' } },
  set_node_data_type: { set: { set_node_data_type: 'c2' } },
  debug_mode: { set: { debug_mode: 'dump_calibration_data' } },
  node_info: { set: { node_info: "{'Sigmoid_d': {'ON': 'CPU'}}" } },
  input_name: { both: TWO, set: { input_name: 'a; b' }, against: { input_name: 'b; a' } },
  input_type_train: { set: { input_type_train: 'bgr' }, against: { input_type_train: 'rgb' } },
  input_layout_train: {
    one: MAP,
    both: { input_layout_rt: 'NCHW' },
    set: { input_layout_train: 'NHWC' },
    against: { input_layout_train: 'NCHW' },
  },
  input_type_rt: { set: { input_type_rt: 'rgb' }, against: { input_type_rt: 'nv12' } },
  input_layout_rt: { one: { typeRt: 'rgb' }, set: { input_layout_rt: 'NHWC' }, against: { input_layout_rt: 'NCHW' } },
  input_space_and_range: {
    set: { input_space_and_range: 'bt601_video' },
    against: { input_space_and_range: 'regular' },
  },
  input_shape: { both: NO_SAMPLES, set: { input_shape: '2x3x8x6' }, against: { input_shape: '1x3x8x6' } },
  input_batch: { set: { input_batch: '2' } },
  norm_type: {
    both: { mean_value: '100 110 120', scale_value: '0.02 0.015 0.01' },
    set: { norm_type: 'data_mean' },
    against: { norm_type: 'data_mean_and_scale' },
  },
  mean_value: { set: { mean_value: '1 2 3' }, against: { mean_value: '100 110 120' } },
  scale_value: { set: { scale_value: '0.03' }, against: { scale_value: '0.02 0.015 0.01' } },
  cal_data_dir: { set: { cal_data_dir: 'others' }, against: { cal_data_dir: 'samples' } },
  cal_data_type: { one: MAP, set: { cal_data_type: 'uint8' }, against: { cal_data_type: 'float32' } },
  preprocess_on: { pictures: true, both: { cal_data_type: undefined }, set: { preprocess_on: 'True' } },
  calibration_type: { set: { calibration_type: 'kl' }, against: { calibration_type: 'max' } },
  max_percentile: { set: { max_percentile: '0.9' } },
  per_channel: { set: { per_channel: 'True' } },
  run_on_cpu: { set: { run_on_cpu: 'Sigmoid_d' } },
  run_on_bpu: { both: TWO, set: { run_on_bpu: 'soft' } },
  optimization: { set: { optimization: 'set_model_output_int8' } },
  compile_mode: { both: { ...ALONE, optimize_level: 'O1' }, set: { compile_mode: 'bandwidth' } },
  debug: { set: { debug: 'True' } },
  core_num: { both: { ...ALONE, optimize_level: 'O3' }, set: { core_num: '2' } },
  optimize_level: { set: { optimize_level: 'O2' }, against: { optimize_level: 'O0' } },
  input_source: { set: { input_source: "{'x': 'ddr'}" } },
  max_time_per_fc: { both: { ...ALONE, optimize_level: 'O3' }, set: { max_time_per_fc: '1000' } },
  jobs: { set: { jobs: '1' } },
  custom_op_method: {
    custom: true,
    both: { op_register_files: 'ramp.ts', custom_op_dir: 'ops' },
    set: { custom_op_method: 'register' },
  },
  op_register_files: {
    custom: true,
    both: { custom_op_method: 'register', custom_op_dir: 'ops' },
    set: { op_register_files: 'ramp.ts' },
    against: { op_register_files: 'steeper.ts' },
  },
  custom_op_dir: {
    custom: true,
    both: { custom_op_method: 'register', op_register_files: 'ramp.ts' },
    set: { custom_op_dir: 'ops' },
    against: { custom_op_dir: 'other-ops' },
  },
  read_mode: {
    pictures: true,
    both: { ...FROM_PICTURES, transformers: CROPPED },
    set: { read_mode: 'opencv' },
    against: { read_mode: 'skimage' },
  },
  transformers: {
    pictures: true,
    both: FROM_PICTURES,
    set: { transformers: CROPPED },
    against: { transformers: `ShortSideResize(short_size=8); ${CROPPED}` },
  },
};
