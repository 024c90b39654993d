import { encodeModel } from '@openbpu/onnx';
import { type Act, check, command, convert } from '../hints/hint-case';
import { ACCURACY_LAYER, prototxt } from '../small-caffe';
import { modelOf } from '../small-model';

/**
 * What becomes of a message that the reference tools document, by the name that our facts give it: the code that says
 * it here, with what calls it forth (by itself the example of the hint of that code); a line of the log that says it;
 * or why it cannot occur.
 */
export type Answer =
  | { readonly code: string; readonly act?: Act; readonly says?: RegExp }
  | { readonly says: RegExp; readonly act: Act }
  | { readonly never: string };

const BOARD =
  'said on the board by its runtime; there is none here, and `infer` says what does not fit with PIP and RUN codes';
const NO_PACKING = 'models are not packed together';
const CONV = 'input x: float32[1x3x64x64] NCHW\nconst w: float32[8x3x1x1] = seed 1\nc: c = Conv(x, w) {kernel: [1, 1]}';

/** A model of the size that the recipe converts. */
const small = (text: string) => ({
  'model.onnx': encodeModel(modelOf(`${CONV.replace('64x64', '8x8')}\n${text}`)),
});

/** Checks a graph; on another march than bayes-e where that is said. */
function placed(text: string, march = 'bayes-e'): Act {
  const act = check({ 'model.onnx': encodeModel(modelOf(`${CONV}\n${text}`)) });
  return { ...act, run: act.run.replace('bayes-e', march) };
}

const QUICK = convert({ calibration_type: "'skip'" });
const WIDE_SIGMOID = placed('s: y = Sigmoid(c)\noutput y', 'bernoulli2');
const RANK_3 = placed(
  'r: p = Reshape(c) {shape: [1, 8, 4096]}\nt: q = Concat(p, p) {axis: 2}\n' +
    'm: y = ReduceMax(q) {axes: [1], keepdims: true}\noutput y',
  'bernoulli2',
);

export const ANSWERS: Readonly<Record<string, Answer>> = {
  checker_dynamic_shape: { code: 'IMO007' },
  checker_cpu_op_unsupported: { code: 'PIP005' },
  checker_bpu_op_unsupported: {
    code: 'PAS001',
    act: placed('s: y = Erf(c)\noutput y', 'bernoulli2'),
    says: /Erf is not carried out by the BPU/,
  },
  checker_foreign_domain: { code: 'IMO003' },
  caffe_layer_unknown: {
    code: 'CAF005',
    act: command('checker --model-type caffe --march bernoulli2 --proto net.prototxt --model net.caffemodel', {
      'net.prototxt': prototxt(ACCURACY_LAYER),
    }),
  },
  data_shape_range: { code: 'PAS002', act: WIDE_SIGMOID, says: /because: aligned size exceeds 8192/ },
  tensor_rank: { code: 'PAS002', act: RANK_3, says: /because: X3 BPU handles 4-D tensors only, got rank 3/ },
  layer_on_cpu: { code: 'PAS002', act: WIDE_SIGMOID, says: /^s +CPU +-- +Sigmoid/m },
  no_bpu_node: { code: 'PAS007' },
  no_quantifiable: { code: 'IMO010' },
  run_on_bpu_rejected: { code: 'PAS027' },
  int16_fallback: { code: 'PAS022' },
  opset_range: { code: 'IMO002' },
  opset_no_impl: { code: 'IMO022' },
  const_fold_no_impl: { never: 'what has no evaluator here is not folded, and stays a node of the model' },
  pass_failed: { never: 'a pass changes what it knows and leaves the rest; one that fails is a bug, and says so' },
  input_not_4d: { never: 'inputs of any rank are converted' },
  op_only_4d: { code: 'PAS002', act: RANK_3, says: /got rank 3/ },
  attr_unsupported: { code: 'IMO011' },
  shape_inference_conflict: { code: 'IMO012' },
  parse_crash: { code: 'IMO014' },
  calibrate_or_compile_crash: {
    never: 'nothing crashes: what a model does to ONNX Runtime is seen from outside of it (RUN005)',
  },
  output_count: { code: 'IMO010' },
  invalid_graph_preprocess_op: {
    never: 'models bring the functions of their own operators along, whatever opset they came in',
  },
  resize_linear_batch: { never: 'samples are calibrated one at a time' },
  hbdk_cc_failed: {
    never: 'placement keeps from the compiler what it cannot carry out; a march of a plug-in may meet CMP001 to CMP003',
  },
  yaml_missing_keys: { code: 'CFG005', act: convert({ march: undefined }), says: /Missing keys: 'march'/ },
  file_missing: { code: 'GRD001' },
  reshape_mismatch: { code: 'VIS030' },
  load_cal_data: { code: 'VIS030' },
  cuda_no_kernel: { never: 'nothing runs on a GPU' },
  unexpected_threshold: {
    code: 'PIP041',
    act: convert(
      {},
      small('const v: float32[4x8x1x1] = seed 2\ne: e = Log(c)\nk: y = Conv(e, v) {kernel: [1, 1]}\noutput y'),
    ),
  },
  convert_ok: { act: QUICK, says: /INFO Convert to runtime bin file successfully!\n.*INFO End Model Convert/ },
  default_method_selected: { act: convert({ calibration_type: "'default'" }), says: /INFO Select \S+ method\./ },
  perf_no_layer_info: {
    never: 'there is no hb_perf; layers have times in the record where compiler_parameters.debug is set',
  },
  pack_of_pack: { never: NO_PACKING },
  modifier_pack: { never: NO_PACKING },
  modifier_list: {
    never: 'nodes are removed when the .bin is made (remove_node_type, remove_node_name); PIP031 lists them',
  },
  modifier_removed: {
    act: convert(
      { calibration_type: "'skip'", 'model_parameters.remove_node_type': "'Dequantize'" },
      small('output c'),
    ),
    says: /Node '\S+' of type 'Dequantize' is removed/,
  },
  verifier_pack: { never: NO_PACKING },
  verifier_pass: { act: QUICK, says: /quantised model and \.bin: PASSED, \d+ values compared, 0 mismatches/ },
  verifier_mismatch: {
    never: 'every conversion compares the .bin with the quantised model; PIP010 tells of a difference, which is a bug',
  },
  dnn_invalid_attr: { never: BOARD },
  dnn_dtype: { never: BOARD },
  dnn_mem_too_small: { never: BOARD },
  dnn_names: { never: BOARD },
};
