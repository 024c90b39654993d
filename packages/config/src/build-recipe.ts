import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { askedSource } from './asked-source';
import { CONFIG } from './catalogue';
import { type GroupViews } from './group-view';
import {
  type CalibrationRecipe,
  type CompilerRecipe,
  type CustomOpRecipe,
  EVERY_OTHER_INPUT,
  type InputRecipe,
  type ModelRecipe,
  type Recipe,
} from './recipe';

/** Below this share of values kept, a max_percentile is rather a mistake. */
const FEWEST_KEPT = 0.9;

/** Puts checked groups together and fills in constant defaults. Undefined when a key that must be there is not. */
export function buildRecipe(
  groups: GroupViews,
  kind: 'onnx' | 'caffe',
  inputs: readonly InputRecipe[],
  report: (diagnostic: Diagnostic) => void,
): Recipe | undefined {
  const model = buildModel(groups, kind);
  const calibration = buildCalibration(groups, report);
  const compiler = buildCompiler(groups, inputs, report);
  const customOp = buildCustomOp(groups);
  if (model === undefined || compiler === undefined) return undefined;
  const inputBatch = groups.input_parameters.values.input_batch ?? 1;
  return { model, inputs, inputBatch, calibration, compiler, ...(customOp === undefined ? {} : { customOp }) };
}

function buildModel({ model_parameters: { values } }: GroupViews, kind: 'onnx' | 'caffe'): ModelRecipe | undefined {
  const {
    march,
    output_model_file_prefix: prefix,
    onnx_model: onnxModel,
    prototxt,
    caffe_model: caffeModel,
    debug_mode: debugMode,
  } = values;
  if (march === undefined || prefix === undefined) return undefined;
  const options = {
    march,
    prefix,
    workingDir: values.working_dir ?? 'model_output',
    layerOutDump: values.layer_out_dump ?? false,
    outputNodes: values.output_nodes ?? [],
    removeNodeType: values.remove_node_type ?? [],
    removeNodeName: values.remove_node_name ?? [],
    setNodeDataType: values.set_node_data_type ?? {},
    nodeInfo: values.node_info ?? {},
    ...(debugMode === undefined ? {} : { debugMode }),
  };
  if (kind === 'onnx') return onnxModel === undefined ? undefined : { kind, onnxModel, ...options };
  return prototxt === undefined || caffeModel === undefined ? undefined : { kind, prototxt, caffeModel, ...options };
}

function buildCalibration(
  { calibration_parameters: group }: GroupViews,
  report: (diagnostic: Diagnostic) => void,
): CalibrationRecipe {
  const { values } = group;
  const type = values.calibration_type ?? 'default';
  const noEffect = (key: string, because: string) => {
    const { at, excerpt } = group.place(key);
    report(CONFIG.noEffect({ key, because, excerpt }, at));
  };
  if (values.max_percentile !== undefined && type !== 'max')
    noEffect('max_percentile', `calibration_type is ${type}, and it is for max`);
  if (type === 'max' && values.max_percentile !== undefined && values.max_percentile < FEWEST_KEPT) {
    const { at, excerpt } = group.place('max_percentile');
    report(CONFIG.fewKept({ value: values.max_percentile, excerpt }, at));
  }
  for (const node of new Set(values.run_on_cpu)) {
    if (!values.run_on_bpu?.includes(node)) continue;
    const { at, excerpt } = group.place('run_on_bpu');
    report(CONFIG.twoDevices({ node, excerpt }, at));
  }
  if (values.per_channel && type === 'default') noEffect('per_channel', 'calibration_type default chooses by itself');
  return {
    type,
    ...(type === 'max' ? { maxPercentile: values.max_percentile ?? 1 } : {}),
    perChannel: values.per_channel ?? false,
    preprocessOn: values.preprocess_on ?? false,
    runOnCpu: values.run_on_cpu ?? [],
    runOnBpu: values.run_on_bpu ?? [],
    optimization: values.optimization ?? [],
  };
}

function buildCompiler(
  { compiler_parameters: group }: GroupViews,
  inputs: readonly InputRecipe[],
  report: (diagnostic: Diagnostic) => void,
): CompilerRecipe | undefined {
  const { values } = group;
  const names = inputs.flatMap(({ name }) => (name === undefined ? [] : [name]));
  for (const input of Object.keys(values.input_source ?? {})) {
    if (names.length === 0 || names.includes(input) || input === EVERY_OTHER_INPUT) continue;
    const { at, excerpt } = group.place('input_source');
    const like = nearest(input, names);
    report(
      CONFIG.unknownInput(
        { key: 'input_source', input, ...(like === undefined ? {} : { nearest: like }), excerpt },
        at,
      ),
    );
  }
  for (const input of inputs) {
    // An input without a name is the only one: whatever is named stands for it.
    const source = askedSource(values.input_source, input.name ?? Object.keys(values.input_source ?? {})[0]);
    if (source !== 'pyramid' || input.typeRt === 'nv12' || input.typeRt === 'gray') continue;
    const { at, excerpt } = group.place('input_source');
    report(CONFIG.inputSource({ input: input.name ?? 'the input', source, typeRt: input.typeRt, excerpt }, at));
  }
  if (values.optimize_level === undefined) return undefined;
  return {
    compileMode: values.compile_mode ?? 'latency',
    debug: values.debug ?? false,
    coreNum: values.core_num ?? 1,
    optimizeLevel: values.optimize_level,
    ...(values.input_source === undefined ? {} : { inputSource: values.input_source }),
    maxTimePerFc: values.max_time_per_fc ?? 0,
    ...(values.jobs === undefined ? {} : { jobs: values.jobs }),
  };
}

function buildCustomOp({ custom_op: { values } }: GroupViews): CustomOpRecipe | undefined {
  const { custom_op_method: method, op_register_files: registerFiles, custom_op_dir: dir } = values;
  if (method === undefined && registerFiles === undefined && dir === undefined) return undefined;
  return {
    ...(method === undefined ? {} : { method }),
    registerFiles: registerFiles ?? [],
    ...(dir === undefined ? {} : { dir }),
  };
}
