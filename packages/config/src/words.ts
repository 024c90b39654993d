import { SOURCES } from '@openbpu/tensor';

export const NORM_TYPES = ['no_preprocess', 'data_mean', 'data_scale', 'data_mean_and_scale'] as const;
export const CAL_DATA_TYPES = ['float32', 'uint8'] as const;
export const CALIBRATION_TYPES = ['default', 'mix', 'kl', 'max', 'load', 'skip'] as const;
export const OPTIMIZATIONS = ['set_model_output_int8', 'set_model_output_int16'] as const;
export const COMPILE_MODES = ['latency', 'bandwidth'] as const;
export const OPTIMIZE_LEVELS = ['O0', 'O1', 'O2', 'O3'] as const;
export const INPUT_SOURCES = SOURCES;
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

/**
 * What `input_source` says of an input: by its name, or what it says of every other one. Undefined where it says
 * nothing.
 */
export function askedSource(
  sources: Readonly<Record<string, InputSource>> | undefined,
  name: string,
): InputSource | undefined {
  return sources?.[name] ?? sources?.[EVERY_OTHER_INPUT];
}
