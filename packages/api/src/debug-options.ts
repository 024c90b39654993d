import type { ToldOptions } from './job';
import type { Optional } from './option-types';

/** A metric by its name. */
export type MetricName = 'cosine-similarity' | 'mse' | 'mre' | 'sqnr' | 'chebyshev';
/** What sensitivities are ranked of. */
export type NodeType = 'node' | 'weight' | 'activation';
/** Nodes, each for itself, and lists of nodes; `weight` and `activation` are all of them. */
export type NodeLists = string | readonly (string | readonly string[])[];

/** What all functions of the debugger take. */
export interface DebugOptions extends ToldOptions {
  /** The calibrated model of a conversion: the path of its file, or its bytes. */
  readonly model_or_file: string | Uint8Array;
  /** The folder `calibration_data` of the same conversion. */
  readonly calibrated_data: string;
  /** A folder for files; the current one if absent, `./debug_result` of runall. A ranking writes none then. */
  readonly save_dir?: Optional<string>;
  /** Modules of custom operators, from the current folder. */
  readonly custom_ops?: Optional<string | readonly string[]>;
}

export interface SensitivityOptions extends DebugOptions {
  /** `cosine-similarity` if absent; the first one ranks. */
  readonly metrics?: Optional<MetricName | readonly MetricName[]>;
  /** The regular node whose output is compared; the outputs of the model if absent. */
  readonly output_node?: Optional<string>;
  /** `node` if absent. */
  readonly node_type?: Optional<NodeType>;
  /** How many samples, from the first; all if absent. */
  readonly data_num?: Optional<number>;
  /** Whether the table is printed to stdout. */
  readonly verbose?: Optional<boolean>;
  /** Only these nodes; goes before `node_type`. */
  readonly interested_nodes?: Optional<string | readonly string[]>;
}

export interface ExplainOptions extends DebugOptions {
  /** The regular node whose output is explained; the outputs of the model if absent. */
  readonly output_node?: Optional<string>;
  /** How many samples, from the first; 8 if absent. */
  readonly data_num?: Optional<number>;
  /** How many places are taken apart one by one, the worst first; 32 if absent. */
  readonly places?: Optional<number>;
  /** Whether the causes are printed to stdout. */
  readonly verbose?: Optional<boolean>;
}

export interface DoctorOptions extends ToldOptions {
  /** The path of the recipe. */
  readonly config: string;
  /** What the recipe names if absent: a Caffe model where it has a prototxt. */
  readonly model_type?: Optional<'caffe' | 'onnx'>;
  /** How many samples are looked at, from the first; 64 if absent. */
  readonly samples?: Optional<number>;
  /** How many of them the net is run with; 8 if absent. For colours it is run with all of them. */
  readonly runs?: Optional<number>;
  /** A file of lines `<name of sample> <class>`. */
  readonly labels?: Optional<string>;
  /** Whether the findings are printed to stdout. */
  readonly verbose?: Optional<boolean>;
}

export interface AccErrorOptions extends DebugOptions {
  readonly quantize_node?: Optional<NodeLists>;
  readonly non_quantize_node?: Optional<NodeLists>;
  readonly metric?: Optional<MetricName>;
  readonly average_mode?: Optional<boolean>;
}

export interface DistributionOptions extends DebugOptions {
  readonly nodes_list: string | readonly string[];
}

export interface ChannelwiseOptions extends DistributionOptions {
  /** Where channels lie in the shape. */
  readonly axis?: Optional<number>;
}

export interface RunallOptions extends DebugOptions {
  readonly ns_metrics?: Optional<MetricName | readonly MetricName[]>;
  readonly output_node?: Optional<string>;
  /** Weights, then activations if absent. */
  readonly node_type?: Optional<NodeType>;
  readonly data_num?: Optional<number>;
  readonly verbose?: Optional<boolean>;
  readonly interested_nodes?: Optional<string | readonly string[]>;
  readonly dis_nodes_list?: Optional<string | readonly string[]>;
  readonly cw_nodes_list?: Optional<string | readonly string[]>;
  readonly axis?: Optional<number>;
  readonly quantize_node?: Optional<NodeLists>;
  readonly non_quantize_node?: Optional<NodeLists>;
  readonly ae_metric?: Optional<MetricName>;
  readonly average_mode?: Optional<boolean>;
}
