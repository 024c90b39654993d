/** What a test decides of a recipe; everything else is usual. */
export interface TestRecipe {
  readonly model: { readonly onnx: string } | { readonly prototxt: string; readonly caffemodel: string };
  readonly march?: string;
  readonly prefix: string;
  readonly workingDir: string;
  readonly typeRt: string;
  readonly typeTrain: string;
  readonly layoutRt?: string;
  readonly inputName?: string;
  readonly inputShape?: string;
  readonly mean?: readonly number[];
  readonly scale?: readonly number[];
  readonly calDataDir?: string;
  readonly calDataType?: 'float32' | 'uint8';
  readonly calibration: string;
  /** What is asked of single nodes. */
  readonly nodeInfo?: NodeInfos;
  /** Leaves the samples behind as the model sees them. */
  readonly dump?: boolean;
  /** Further lines of `compiler_parameters`, by key. */
  readonly compiler?: Readonly<Record<string, string>>;
}

/** As `node_info` has it: by node, `ON`, `InputType` and `OutputType`. */
export type NodeInfos = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The recipe as YAML, in the guide's form. */
export function recipeText(recipe: TestRecipe): string {
  const { model, mean, scale } = recipe;
  const files =
    'onnx' in model
      ? `  onnx_model: '${model.onnx}'`
      : `  prototxt: '${model.prototxt}'\n  caffe_model: '${model.caffemodel}'`;
  const norm = mean && scale ? 'data_mean_and_scale' : mean ? 'data_mean' : scale ? 'data_scale' : 'no_preprocess';
  const means = mean ? `  mean_value: '${mean.join(' ')}'\n` : '';
  const scales = scale ? `  scale_value: '${scale.join(' ')}'\n` : '';
  const infos = recipe.nodeInfo ? `  node_info: ${JSON.stringify(recipe.nodeInfo)}\n` : '';
  const dump = recipe.dump ? "  debug_mode: 'dump_calibration_data'\n" : '';
  const samples = recipe.calDataDir === undefined ? '' : `  cal_data_dir: '${recipe.calDataDir}'\n`;
  return `model_parameters:
${files}
  march: '${recipe.march ?? 'bayes-e'}'
  output_model_file_prefix: '${recipe.prefix}'
  working_dir: '${recipe.workingDir}'
${infos}${dump}input_parameters:
  input_name: '${recipe.inputName ?? ''}'
  input_shape: '${recipe.inputShape ?? ''}'
  input_type_rt: '${recipe.typeRt}'
  input_type_train: '${recipe.typeTrain}'
  input_layout_train: 'NCHW'
  input_layout_rt: '${recipe.layoutRt ?? ''}'
  norm_type: '${norm}'
${means}${scales}calibration_parameters:
${samples}  cal_data_type: '${recipe.calDataType ?? 'float32'}'
  calibration_type: '${recipe.calibration}'
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O3'
${Object.entries(recipe.compiler ?? {})
  .map(([key, value]) => `  ${key}: ${value}\n`)
  .join('')}`;
}
