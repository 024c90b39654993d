/** Distances of a quantised tensor from the float one; see `distance`. */
export const METRICS = ['cosine-similarity', 'mse', 'mre', 'sqnr', 'chebyshev'] as const;
export type Metric = (typeof METRICS)[number];

/** What is quantised: regular nodes, constants behind a calibration node, activations behind one. */
export const NODE_KINDS = ['node', 'weight', 'activation'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** By node in rank order, the worst first; by metric in the order asked for. Full double precision. */
export type Sensitivities = ReadonlyMap<string, ReadonlyMap<Metric, number>>;

/** What the outputs of the float model lose when one node alone is quantised. */
export interface SensitivityResult {
  /** Of nodes of interest: their kind where it is one, else 'node'. */
  readonly kind: NodeKind;
  /** The first one ranks. */
  readonly metrics: readonly Metric[];
  readonly nodes: Sensitivities;
  /** How many samples were read. */
  readonly samples: number;
}

/** One partly quantised model: a value for each of `AccumulatedError.nodes`. */
export interface ErrorCurve {
  /** The node; `partial_qmodel_0`, `partial_qmodel_1`, … of nested lists; `weight`, `activation`. */
  readonly label: string;
  /** The nodes that are quantised in it, or that are not. */
  readonly members: readonly string[];
  readonly values: readonly number[];
}

/** The distance between the output of every regular node in partly quantised models and in the float one. */
export interface AccumulatedError {
  readonly metric: Metric;
  /** Regular nodes in the order of the model: the horizontal axis. */
  readonly nodes: readonly string[];
  /** Whether the value at a node is the mean of those up to it. */
  readonly average: boolean;
  /** Whether the members of a curve are what is quantised, or what is not. */
  readonly quantised: boolean;
  readonly curves: readonly ErrorCurve[];
  readonly samples: number;
}

/** `counts[i]` values lie in [edges[i], edges[i + 1]), in the last one at its upper edge too. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** How values are spread: each series a panel or a layer of the picture. */
export interface Distribution {
  readonly node: string;
  readonly figure: 'node_output' | 'weight' | 'activation';
  /** node_output: `float`, `quantised`, `error`; weight: `float`, `quantised`; activation: `float`. */
  readonly series: readonly DistributionSeries[];
  /** The smallest threshold, the dashed line; of a regular node only where its output is behind a calibration node. */
  readonly threshold?: number;
}

export interface DistributionSeries {
  readonly label: 'float' | 'quantised' | 'error';
  readonly histogram: Histogram;
  readonly low: number;
  readonly high: number;
  /** The largest magnitude: the triangle. */
  readonly largest: number;
}

/** A box of a box plot: whiskers at the smallest and the largest value. */
export interface ChannelBox {
  readonly low: number;
  readonly q1: number;
  readonly median: number;
  readonly mean: number;
  readonly q3: number;
  readonly high: number;
}

/** How the values of every channel of what a calibration node reads are spread. */
export interface ChannelDistribution {
  readonly node: string;
  readonly kind: 'weight' | 'activation';
  /** Where channels lie in the shape, from 0. */
  readonly axis: number;
  readonly channels: readonly ChannelBox[];
}

/** What one run of everything found, in the order it was found. */
export interface FullAnalysis {
  readonly sensitivities: readonly SensitivityResult[];
  readonly distributions: readonly Distribution[];
  readonly channels: readonly ChannelDistribution[];
  readonly errors: readonly AccumulatedError[];
}
