import { type Diagnostic, nearest } from '@openbpu/diagnostics';
import { EVERY_OTHER_INPUT, type NodeInfo, askedSource } from './words';
import { CONFIG } from './catalogue';
import { type GroupViews } from './group-view';
import { buildChain } from './build-chain';
import { checkPictures } from './check-pictures';
import { fieldsOf } from './fields';
import type { CalibrationRecipe, CompilerRecipe, CustomOpRecipe, InputRecipe, ModelRecipe, Recipe } from './recipe';

/** Below this share of values kept, a max_percentile is rather a mistake. */
const FEWEST_KEPT = 0.9;

/** Complains of every node that one key puts on the CPU and another on the BPU. */
function checkDevices(
  { model_parameters, calibration_parameters }: GroupViews,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { run_on_cpu: cpu = [], run_on_bpu: bpu = [] } = calibration_parameters.values;
  const info = Object.entries<NodeInfo>(model_parameters.values.node_info ?? {});
  const on = (device: 'BPU' | 'CPU') => info.filter(([, asked]) => asked.on === device).map(([node]) => node);
  const keyOf = (node: string, key: 'run_on_cpu' | 'run_on_bpu', names: readonly string[]) =>
    names.includes(node) ? key : 'node_info';
  const onBpu = new Set([...bpu, ...on('BPU')]);
  for (const node of new Set([...cpu, ...on('CPU')])) {
    if (!onBpu.has(node)) continue;
    const keys = { cpu: keyOf(node, 'run_on_cpu', cpu), bpu: keyOf(node, 'run_on_bpu', bpu) };
    // A node stands once in node_info, so one of the two keys is not node_info.
    const { at, excerpt } = calibration_parameters.place(keys.bpu === 'run_on_bpu' ? keys.bpu : 'run_on_cpu');
    report(CONFIG.twoDevices({ node, ...keys, excerpt }, at));
  }
}

/** Puts checked groups together, with their defaults. Undefined when a key that must be there is not. */
export function buildRecipe(
  groups: GroupViews,
  kind: 'onnx' | 'caffe',
  inputs: readonly InputRecipe[],
  report: (diagnostic: Diagnostic) => void,
): Recipe | undefined {
  const model = buildModel(groups, kind, report);
  const whole = fieldsOf('input_parameters', groups.input_parameters.values);
  const calibration = buildCalibration(groups, report);
  checkDevices(groups, report);
  const compiler = buildCompiler(groups, inputs, report);
  const customOp = buildCustomOp(groups, report);
  const preprocess = buildChain(groups.preprocess, report);
  checkPictures(groups, preprocess, inputs, report);
  if (model === undefined || whole === undefined || calibration === undefined || compiler === undefined)
    return undefined;
  const { inputName: _, ...ofInputs } = whole;
  return {
    model,
    inputs,
    ...ofInputs,
    calibration,
    compiler,
    ...(customOp === undefined ? {} : { customOp }),
    ...(preprocess === undefined ? {} : { preprocess }),
  };
}

function buildModel(
  { model_parameters: group }: GroupViews,
  kind: 'onnx' | 'caffe',
  report: (diagnostic: Diagnostic) => void,
): ModelRecipe | undefined {
  for (const name of listedTwice(group.values.output_nodes)) {
    const { at, excerpt } = group.place('output_nodes');
    report(CONFIG.listedTwice({ key: 'output_nodes', name, excerpt }, at));
  }
  for (const [node, asked] of Object.entries<NodeInfo>(group.values.node_info ?? {})) {
    if (Object.keys(asked).length > 0) continue;
    const { at, excerpt } = group.place('node_info');
    report(CONFIG.noEffect({ key: 'node_info', because: `it asks nothing of '${node}'`, excerpt }, at));
  }
  const fields = fieldsOf('model_parameters', group.values);
  if (fields === undefined) return undefined;
  const { onnxModel, prototxt, caffeModel, ...options } = fields;
  if (kind === 'onnx') return onnxModel === undefined ? undefined : { kind, onnxModel, ...options };
  return prototxt === undefined || caffeModel === undefined ? undefined : { kind, prototxt, caffeModel, ...options };
}

/** The names that a list holds more than once. */
function listedTwice(names: readonly string[] = []): ReadonlySet<string> {
  return new Set(names.filter((name, i) => names.indexOf(name) < i));
}

function buildCalibration(
  { calibration_parameters: group }: GroupViews,
  report: (diagnostic: Diagnostic) => void,
): CalibrationRecipe | undefined {
  const { values } = group;
  const fields = fieldsOf('calibration_parameters', values);
  if (fields === undefined) return undefined;
  const { at, excerpt } = group.place('optimization');
  for (const name of listedTwice(values.optimization))
    report(CONFIG.listedTwice({ key: 'optimization', name, excerpt }, at));
  if (new Set(values.optimization).size > 1) report(CONFIG.twoOutputTypes({ excerpt }, at));
  const { maxPercentile, ...others } = fields;
  const { type } = others;
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
  if (values.per_channel && type === 'default') noEffect('per_channel', 'calibration_type default chooses by itself');
  if (type === 'skip' || type === 'load')
    for (const key of ['cal_data_dir', 'cal_data_type'] as const)
      if (values[key] !== undefined) noEffect(key, `calibration_type is ${type}, which reads no samples`);
  if (values.per_channel && type === 'load') noEffect('per_channel', 'calibration_type load takes what the model says');
  return { ...others, ...(type === 'max' ? { maxPercentile } : {}) };
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
    if (source === undefined || source === 'ddr' || input.typeRt === 'nv12' || input.typeRt === 'gray') continue;
    const { at, excerpt } = group.place('input_source');
    report(CONFIG.inputSource({ input: input.name ?? 'the input', source, typeRt: input.typeRt, excerpt }, at));
  }
  if (values.compile_mode === 'bandwidth' && values.optimize_level === 'O0') {
    const { at, excerpt } = group.place('compile_mode');
    report(
      CONFIG.noEffect({ key: 'compile_mode', because: 'optimize_level O0 compares no ways to compile', excerpt }, at),
    );
  }
  return fieldsOf('compiler_parameters', values);
}

/** Undefined where no key of the group is set. */
function buildCustomOp(
  { custom_op: group }: GroupViews,
  report: (diagnostic: Diagnostic) => void,
): CustomOpRecipe | undefined {
  const { values } = group;
  const files = values.op_register_files ?? [];
  const alone = (key: string, lacks: string, hint: string) => {
    const { at, excerpt } = group.place(key);
    report(CONFIG.customOpAlone({ key, lacks, hint, excerpt }, at));
  };
  if (files.length > 0 && values.custom_op_method === undefined)
    alone('op_register_files', 'custom_op_method', 'write custom_op_method: register beside it');
  if (values.custom_op_method !== undefined && files.length === 0)
    alone('custom_op_method', 'op_register_files', "name the modules: op_register_files: 'my-op.ts'");
  if (values.custom_op_dir !== undefined && files.length === 0 && values.custom_op_method === undefined)
    alone('custom_op_dir', 'op_register_files', "name the modules in it: op_register_files: 'my-op.ts'");
  return Object.keys(values).length === 0 ? undefined : fieldsOf('custom_op', values);
}
