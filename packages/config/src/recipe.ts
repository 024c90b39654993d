import { type ModelInput, SOURCES } from '@openbpu/tensor';

export const NORM_TYPES = ['no_preprocess', 'data_mean', 'data_scale', 'data_mean_and_scale'] as const;
export const CAL_DATA_TYPES = ['float32', 'uint8'] as const;
export const CALIBRATION_TYPES = ['default', 'mix', 'kl', 'max', 'load', 'skip'] as const;
export const OPTIMIZATIONS = ['set_model_output_int8', 'set_model_output_int16'] as const;
export const COMPILE_MODES = ['latency', 'bandwidth'] as const;
export const OPTIMIZE_LEVELS = ['O0', 'O1', 'O2', 'O3'] as const;
export const INPUT_SOURCES = [...SOURCES, 'resizer'] as const;
export const REMOVABLE_TYPES = ['Quantize', 'Transpose', 'Dequantize', 'Cast', 'Reshape'] as const;

/** Stands in `input_source` for every input that it does not name. */
export const EVERY_OTHER_INPUT = '_default_value';

export type NormType = (typeof NORM_TYPES)[number];
export type CalDataType = (typeof CAL_DATA_TYPES)[number];
export type CalibrationType = (typeof CALIBRATION_TYPES)[number];
export type Optimization = (typeof OPTIMIZATIONS)[number];
export type CompileMode = (typeof COMPILE_MODES)[number];
export type OptimizeLevel = (typeof OPTIMIZE_LEVELS)[number];
export type InputSource = (typeof INPUT_SOURCES)[number];
export type RemovableType = (typeof REMOVABLE_TYPES)[number];

/**
 * A checked recipe: plain, frozen data. What the user left unset and only the model can tell (names, shapes,
 * runtime layout, data source) is undefined; documented constant defaults are filled in. Paths are as written.
 */
export interface Recipe {
  readonly model: ModelRecipe;
  /** In the order of `input_name`; one entry without a name when that key is unset. */
  readonly inputs: readonly InputRecipe[];
  /** Batch of the compiled model's input. */
  readonly inputBatch: number;
  readonly calibration: CalibrationRecipe;
  readonly compiler: CompilerRecipe;
  readonly customOp?: CustomOpRecipe;
}

export type ModelRecipe = ModelOptions & (OnnxSource | CaffeSource);

export interface OnnxSource {
  readonly kind: 'onnx';
  readonly onnxModel: string;
}

export interface CaffeSource {
  readonly kind: 'caffe';
  readonly prototxt: string;
  readonly caffeModel: string;
}

export interface ModelOptions {
  readonly march: string;
  /** Begins the name of every file that is written; holds no path separator. */
  readonly prefix: string;
  readonly workingDir: string;
  readonly layerOutDump: boolean;
  readonly outputNodes: readonly string[];
  /** Deleted in this order, each only while it stands at the edge of the model. */
  readonly removeNodeType: readonly RemovableType[];
  readonly removeNodeName: readonly string[];
  readonly setNodeDataType: Readonly<Record<string, NodeDataType>>;
  readonly nodeInfo: Readonly<Record<string, NodeInfo>>;
  readonly debugMode?: 'dump_calibration_data';
}

export type NodeDataType = 'int8' | 'int16';

/** What the user decides about one node; undefined leaves it to the march. */
export interface NodeInfo {
  readonly on?: 'BPU' | 'CPU';
  /** Of all inputs. */
  readonly inputType?: NodeDataType;
  /** Of single inputs, by their position. */
  readonly inputTypes?: Readonly<Record<number, NodeDataType>>;
  readonly outputType?: NodeDataType;
}

/** What a recipe says of one model input, and where its calibration samples lie. */
export interface InputRecipe
  extends
    Pick<ModelInput, 'typeRt' | 'typeTrain' | 'layoutTrain' | 'spaceAndRange' | 'mean' | 'scale'>,
    Partial<Pick<ModelInput, 'name' | 'shape' | 'layoutRt'>> {
  readonly norm: NormType;
  readonly calDataDir?: string;
  readonly calDataType?: CalDataType;
}

export interface CalibrationRecipe {
  readonly type: CalibrationType;
  /** In [0, 1]; defined exactly when `type` is max. */
  readonly maxPercentile?: number;
  readonly perChannel: boolean;
  readonly preprocessOn: boolean;
  readonly runOnCpu: readonly string[];
  readonly runOnBpu: readonly string[];
  readonly optimization: readonly Optimization[];
}

export interface CompilerRecipe {
  readonly compileMode: CompileMode;
  readonly debug: boolean;
  readonly coreNum: number;
  readonly optimizeLevel: OptimizeLevel;
  /** By input name; `_default_value` speaks for the rest. */
  readonly inputSource?: Readonly<Record<string, InputSource>>;
  /** Microseconds; 0 is no limit. */
  readonly maxTimePerFc: number;
  readonly jobs?: number;
}

export interface CustomOpRecipe {
  readonly method?: 'register';
  readonly registerFiles: readonly string[];
  readonly dir?: string;
}
