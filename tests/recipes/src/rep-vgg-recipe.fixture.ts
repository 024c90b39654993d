/**
 * The recipe of the RepVGG walk-through, key by key as it is published: quoted, unquoted and empty values, `False`, `;`
 * lists.
 */
export const REP_VGG_RECIPE = `model_parameters:
  onnx_model: './RepVGG-A2.onnx'
  march: "bayes-e"
  layer_out_dump: False
  working_dir: 'RepVGG_224x224_nv12'
  output_model_file_prefix: 'RepVGG_224x224_nv12'
  debug_mode: "dump_calibration_data"
  remove_node_type: 'Quantize;Dequantize;Transpose;Cast;Reshape'

input_parameters:
  input_name: ""
  input_type_rt: 'nv12'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  input_shape: ''
  norm_type: 'data_mean_and_scale'
  mean_value: 123.675 116.28 103.53
  scale_value: 0.01712475 0.017507 0.01742919

calibration_parameters:
  cal_data_dir: './calibration_data_rgb_f32'
  cal_data_type: 'float32'
  calibration_type: 'default'

compiler_parameters:
  compile_mode: 'latency'
  debug: False
  optimize_level: 'O3'
`;

const blocks = (stage: number, count: number) =>
  Array.from({ length: count }, (_, block) => `/stage${stage}.${block}/rbr_reparam/Conv`);

/** The convolutions of RepVGG-A2, in order. */
const CONVS = [
  '/stage0/rbr_reparam/Conv',
  ...blocks(1, 4),
  ...blocks(2, 6),
  ...blocks(3, 16),
  '/stage4.0/rbr_reparam/Conv',
];

/** What its checker prints: Node, ON, Subgraph, Type, In/Out DataType. */
export const REP_VGG_ROWS: readonly (readonly string[])[] = [
  ...CONVS.map((node) => [node, 'BPU', 'id(0)', 'HzSQuantizedConv', 'int8/int8']),
  ['/gap/GlobalAveragePool', 'BPU', 'id(0)', 'HzSQuantizedGlobalAveragePool', 'int8/int8'],
  ['/linear/Gemm', 'BPU', 'id(0)', 'HzSQuantizedConv', 'int8/int32'],
  ['/linear/Gemm_reshape_output', 'CPU', '--', 'Reshape', 'float/float'],
];
