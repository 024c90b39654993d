import { nodeDataTypes, nodeInfo } from '../node-readers';
import { fileStem, flag, list, oneOf, path, text } from '../readers';
import { REMOVABLE_TYPES } from '../words';
import { key } from './key';

const names = list(text);
const EDGES = 'only nodes at the inputs or outputs are deleted, in the order of the list';

/** Which model, for which machine, and what of it. */
export const MODEL_PARAMETERS = {
  prototxt: key('Network description of a Caffe model.', path, {
    example: "'deploy.prototxt'",
    required: 'for a Caffe model',
    beside: { caffe_model: 'both are set, or neither', onnx_model: 'a recipe names a model of one kind' },
  }),
  caffe_model: key('Weights of a Caffe model.', path, {
    example: "'weights.caffemodel'",
    required: 'for a Caffe model',
    beside: { prototxt: 'both are set, or neither', onnx_model: 'a recipe names a model of one kind' },
  }),
  onnx_model: key('An ONNX model.', path, {
    example: "'model.onnx'",
    required: 'for an ONNX model',
    beside: { caffe_model: 'a recipe names a model of one kind' },
  }),
  march: key('Architecture to compile for.', text, {
    example: "'bayes-e'",
    required: 'always',
    beside: { node_info: 'where the march computes in int16 too' },
  }),
  output_model_file_prefix: key('Beginning of the name of every file that is written.', fileStem, {
    example: "'mobilenet_224x224_nv12'",
    field: 'prefix',
    required: 'always',
    beside: { working_dir: 'is where the files are written' },
  }),
  working_dir: key('Folder for the results; made when absent.', path, {
    example: "'model_output'",
    default: 'model_output',
    beside: { output_model_file_prefix: 'begins the names of the files in it' },
  }),
  layer_out_dump: key('Give what every convolution gives as further outputs, for debugging.', flag, {
    example: 'True',
    default: 'False',
    beside: { output_nodes: 'ends the model earlier in place of that' },
  }),
  output_nodes: key('Nodes whose outputs become those of the model, in place of its own.', names, {
    example: "'conv_5; conv_7'",
    unset: [],
    beside: { layer_out_dump: 'adds the outputs of convolutions behind them' },
  }),
  remove_node_type: key(
    'Types of nodes to delete at the edges of the model, one after the other.',
    list(oneOf(REMOVABLE_TYPES)),
    { example: "'Quantize; Transpose; Dequantize'", unset: [], beside: { remove_node_name: EDGES } },
  ),
  remove_node_name: key('Names of nodes to delete at the edges of the model, one after the other.', names, {
    example: "'prob_HzDequantize'",
    unset: [],
    beside: { remove_node_type: EDGES },
  }),
  set_node_data_type: key('Nodes that give 16-bit outputs; node_info does the same and more.', nodeDataTypes, {
    example: '{"conv_1": "int16"}',
    unset: {},
    beside: { node_info: 'replaces it' },
  }),
  debug_mode: key('Store the calibration samples as the model sees them.', oneOf(['dump_calibration_data']), {
    example: "'dump_calibration_data'",
    beside: { calibration_type: 'skip has noise to store', working_dir: 'holds them, in calibration_data' },
  }),
  node_info: key('Device and integer types of single nodes.', nodeInfo, {
    example: '{"conv_1": {"ON": "BPU", "InputType": "int16", "OutputType": "int16"}}',
    unset: {},
    beside: {
      run_on_cpu: 'does the same as "ON": "CPU"',
      run_on_bpu: 'does the same as "ON": "BPU"',
      set_node_data_type: 'does the same as "OutputType"',
    },
  }),
} as const;
