import { READ_MODES, RUNTIME_TYPES, SPACES_AND_RANGES, TENSOR_ORDERS, TRAINING_TYPES } from '@openbpu/tensor';
import {
  type Reader,
  dict,
  fileStem,
  flag,
  integerIn,
  list,
  nodeDataTypes,
  nodeInfo,
  numberIn,
  numbers,
  oneOf,
  path,
  perInput,
  shape,
  text,
} from './readers';
import { transformers } from './transformers';
import {
  CALIBRATION_TYPES,
  CAL_DATA_TYPES,
  COMPILE_MODES,
  INPUT_SOURCES,
  NORM_TYPES,
  OPTIMIZATIONS,
  OPTIMIZE_LEVELS,
  REMOVABLE_TYPES,
} from './words';

/** One key: what it is for, how its value is read, and which field of a recipe it is. */
export interface KeySpec<T> {
  readonly summary: string;
  readonly reader: Reader<T>;
  /** The name of its field; the key in camel case unless stated. */
  readonly field?: string;
  /** The default as written in a recipe. */
  readonly default?: string;
  /** What its field is when the key is unset and has no default; without either there is no field then. */
  readonly unset?: T;
  /** `always`, or the clause under which it must be set. One that is required and has a default may be left out. */
  readonly required?: string;
}

/** What a reader reads. */
type ReadBy<R> = R extends Reader<infer T> ? T : never;

function key<R extends Reader<unknown>, const M extends Omit<KeySpec<ReadBy<R>>, 'summary' | 'reader'>>(
  summary: string,
  reader: R,
  more?: M,
): { readonly summary: string; readonly reader: R } & M {
  return { summary, reader, ...more! };
}

const names = list(text);

/** Element types, where what a value is belongs. */
const NO_IMAGE = {
  of: /^(tensor|float|double|half|bfloat|u?int|bool)/i,
  hint: "write 'featuremap' for an input that is no image: its element type is that of the model",
};
const WHOLE_NUMBERS = {
  of: /^(u?int(?!8$)\d*|long|bool)/i,
  hint:
    "write 'float32': an input of the model that is not float32 has samples of its own element type, whatever stands " +
    'here',
};
const HIGHER_LEVELS = { of: /^O?\d+$/i, hint: "write 'O3', the highest level" };

/** Every group and key of a recipe, in the order of the documentation: the only place that knows them. */
export const RECIPE_GROUPS = {
  model_parameters: {
    prototxt: key('Network description of a Caffe model.', path, { required: 'for a Caffe model' }),
    caffe_model: key('Weights of a Caffe model.', path, { required: 'for a Caffe model' }),
    onnx_model: key('An ONNX model.', path, { required: 'for an ONNX model' }),
    march: key('Architecture to compile for.', text, { required: 'always' }),
    output_model_file_prefix: key('Beginning of the name of every file that is written.', fileStem, {
      field: 'prefix',
      required: 'always',
    }),
    working_dir: key('Folder for the results; made when absent.', path, { default: 'model_output' }),
    layer_out_dump: key('Give what every convolution gives as further outputs, for debugging.', flag, {
      default: 'False',
    }),
    output_nodes: key('Nodes whose outputs become those of the model, in place of its own.', names, { unset: [] }),
    remove_node_type: key(
      'Types of nodes to delete at the edges of the model, one after the other.',
      list(oneOf(REMOVABLE_TYPES)),
      { unset: [] },
    ),
    remove_node_name: key('Names of nodes to delete at the edges of the model, one after the other.', names, {
      unset: [],
    }),
    set_node_data_type: key('Nodes that give 16-bit outputs; node_info does the same and more.', nodeDataTypes, {
      unset: {},
    }),
    debug_mode: key('Store the calibration samples as the model sees them.', oneOf(['dump_calibration_data'])),
    node_info: key('Device and integer types of single nodes.', nodeInfo, { unset: {} }),
  },
  input_parameters: {
    input_name: key('Names of the inputs; their order is the order of every other list.', names, {
      required: 'with several inputs',
    }),
    input_type_train: key('What the float model was trained on.', perInput(oneOf(TRAINING_TYPES, [NO_IMAGE])), {
      field: 'typeTrain',
      required: 'always',
    }),
    input_layout_train: key('Layout of the float model.', perInput(oneOf(TENSOR_ORDERS)), {
      field: 'layoutTrain',
      required: 'always',
    }),
    input_type_rt: key('What the compiled model will be fed.', perInput(oneOf(RUNTIME_TYPES, [NO_IMAGE])), {
      field: 'typeRt',
      required: 'always',
    }),
    input_layout_rt: key(
      'Layout of what the compiled model will be fed; not for nv12.',
      perInput(oneOf(TENSOR_ORDERS)),
      { field: 'layoutRt' },
    ),
    input_space_and_range: key(
      'Value range of nv12 data: 0..255, or 16..235 for BT.601 video.',
      perInput(oneOf(SPACES_AND_RANGES)),
      { field: 'spaceAndRange', default: 'regular' },
    ),
    input_shape: key('Shape of the float model; read from the model when it has one input.', perInput(shape), {
      field: 'shape',
    }),
    input_batch: key('Batch of the compiled model; for one input whose first dimension is 1.', integerIn(1, 128), {
      default: '1',
    }),
    norm_type: key('Normalisation to build into the model: (x - mean) * scale.', perInput(oneOf(NORM_TYPES)), {
      field: 'norm',
      required: 'always',
    }),
    mean_value: key('Mean to subtract.', perInput(numbers), {
      field: 'mean',
      required: 'for data_mean and data_mean_and_scale',
    }),
    scale_value: key('Scale to multiply with, after the mean.', perInput(numbers), {
      field: 'scale',
      required: 'for data_scale and data_mean_and_scale',
    }),
  },
  calibration_parameters: {
    cal_data_dir: key('Folder of the calibration samples.', perInput(path), {
      required: 'unless calibration_type is skip or load',
    }),
    cal_data_type: key(
      'Element type of the calibration files; when unset, float32 if the folder name ends in _f32, else uint8.',
      perInput(oneOf(CAL_DATA_TYPES, [WHOLE_NUMBERS])),
    ),
    preprocess_on: key(
      'Read pictures (jpg, png, bmp) from the calibration folders and squeeze them to the input.',
      flag,
      { default: 'False' },
    ),
    calibration_type: key('How thresholds are found.', oneOf(CALIBRATION_TYPES), { field: 'type', default: 'default' }),
    max_percentile: key('Share of the values that calibration_type max keeps.', numberIn(0, 1), { default: '1.0' }),
    per_channel: key(
      'Give every channel of an activation its own threshold, where only convolutions and tables read it.',
      flag,
      { default: 'False' },
    ),
    run_on_cpu: key('Nodes to keep on the CPU.', names, { unset: [] }),
    run_on_bpu: key('Nodes to put on the BPU.', names, { unset: [] }),
    optimization: key('Integers of one type as outputs, their scales beside them.', list(oneOf(OPTIMIZATIONS)), {
      unset: [],
    }),
  },
  compiler_parameters: {
    compile_mode: key('Spare time, or memory traffic.', oneOf(COMPILE_MODES), { default: 'latency' }),
    debug: key('Show what every layer costs in the report, and store it in the compiled model.', flag, {
      default: 'False',
    }),
    core_num: key('Cores that share one inference.', integerIn(1, 2), { default: '1' }),
    optimize_level: key('Effort of the compiler; O3 for results that count.', oneOf(OPTIMIZE_LEVELS, [HIGHER_LEVELS]), {
      required: 'always',
    }),
    input_source: key(
      'Where each input comes from on the board; chosen from input_type_rt when unset.',
      dict('{"input": "ddr", "pyramid" or "resizer"}', (raw) => oneOf(INPUT_SOURCES).read(raw)),
    ),
    max_time_per_fc: key('Longest function-call in microseconds; 0 is no limit.', integerIn(1000, 4294967295, [0]), {
      default: '0',
    }),
    jobs: key('Threads of the conversion, where --threads does not say; changes no result.', integerIn(1, Infinity)),
  },
  custom_op: {
    custom_op_method: key('How custom operators are found.', oneOf(['register']), { field: 'method' }),
    op_register_files: key('Files that define custom operators.', names, { field: 'registerFiles', unset: [] }),
    custom_op_dir: key('Folder of those files.', path, { field: 'dir' }),
  },
  preprocess: {
    read_mode: key(
      'How pictures are read: opencv gives bytes 0..255 as B, G, R; skimage gives 0..1 as R, G, B. Only OpenBPU ' +
        'knows this group.',
      oneOf(READ_MODES),
      { default: 'opencv' },
    ),
    transformers: key(
      'From a picture to a sample; the folders of image inputs hold pictures then. Only OpenBPU knows this group.',
      transformers,
      { unset: [], required: 'in a group preprocess' },
    ),
  },
} as const;

export type RecipeGroups = typeof RECIPE_GROUPS;
export type GroupName = keyof RecipeGroups;

/** The groups that every recipe must hold. */
export const REQUIRED_GROUPS: readonly GroupName[] = [
  'model_parameters',
  'input_parameters',
  'calibration_parameters',
  'compiler_parameters',
];

/** The values of one group, as far as they are set and readable. */
export type GroupValues<G extends GroupName> = {
  -readonly [K in keyof RecipeGroups[G]]?: RecipeGroups[G][K] extends KeySpec<infer T> ? T : never;
};

/** One row of the key reference. */
export interface RecipeKey {
  readonly group: GroupName;
  readonly key: string;
  readonly summary: string;
  readonly values: string;
  readonly default?: string;
  readonly required?: string;
}

/** Every key with its documentation, in order. */
export const RECIPE_KEYS: readonly RecipeKey[] = (Object.keys(RECIPE_GROUPS) as GroupName[]).flatMap((group) =>
  Object.entries<KeySpec<unknown>>(RECIPE_GROUPS[group]).map(([name, { summary, reader, ...more }]) => ({
    group,
    key: name,
    summary,
    values: reader.values,
    ...(more.default === undefined ? {} : { default: more.default }),
    ...(more.required === undefined ? {} : { required: more.required }),
  })),
);
