import { DiagnosticError, type Diagnostic } from '@openbpu/diagnostics';
import { type MarchRules } from './march-rules';
import { type ParseRecipeOptions, parseRecipe } from './parse-recipe';

const X3: MarchRules = {
  march: 'bernoulli2',
  board: 'RDK X3',
  keys: [
    { key: 'node_info', verdict: 'refused', because: 'its nodes have no 16-bit types; use run_on_cpu and run_on_bpu' },
  ],
  coreNum: [1, 2],
  int16Output: false,
  refusedInputs: [{ typeRt: 'yuv444', layoutRt: 'NCHW', because: 'use NHWC' }],
};
const X5: MarchRules = {
  march: 'bayes-e',
  keys: [{ key: 'run_on_cpu', verdict: 'superseded', because: 'node_info replaces it' }],
  coreNum: [1],
  int16Output: true,
  refusedInputs: [],
};
export const rules = [X3, X5];
export const options: ParseRecipeOptions = {
  file: 'recipe.yaml',
  marches: rules.map(({ march }) => march),
  marchRules: (march) => rules.find((each) => each.march === march),
};

export const BASE = `model_parameters:
  onnx_model: 'model.onnx'
  march: 'bayes-e'
  output_model_file_prefix: 'model'
input_parameters:
  input_type_rt: 'nv12'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  norm_type: 'no_preprocess'
calibration_parameters:
  cal_data_dir: './data_f32'
  calibration_type: 'max'
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O3'
`;

/** BASE with the given lines replaced or added under their group; `undefined` takes a line away. */
export function recipe(changes: Record<string, string | undefined> = {}, text = BASE): string {
  const groups: Record<string, string> = {
    march: 'model',
    layer: 'model',
    node: 'model',
    onnx: 'model',
    prototxt: 'model',
    caffe: 'model',
    output: 'model',
    input: 'input',
    core: 'compiler',
    max: 'calibration',
    per: 'calibration',
    run: 'calibration',
    optimization: 'calibration',
    calibration: 'calibration',
    cal: 'calibration',
    optimize: 'compiler',
    jobs: 'compiler',
    compile: 'compiler',
    debug: 'compiler',
  };
  return Object.entries(changes).reduce((lines, [key, value]) => {
    const rest = lines.replace(new RegExp(`^  ${key}:.*\n`, 'm'), '');
    const group = key === 'max_time_per_fc' || key === 'input_source' ? 'compiler' : groups[key.split('_')[0]];
    return value === undefined
      ? rest
      : rest.replace(`${group}_parameters:\n`, `${group}_parameters:\n  ${key}: ${value}\n`);
  }, text);
}

export function problems(text: string, more: Partial<ParseRecipeOptions> = {}): readonly Diagnostic[] {
  try {
    parseRecipe(text, { ...options, ...more });
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics;
    throw error;
  }
}

export const codes = (text: string, more?: Partial<ParseRecipeOptions>) =>
  problems(text, more).map(({ code, at }) => `${code} ${at?.name}`);
