import * as pipeline from '@openbpu/pipeline';
import type {
  AccErrorOptions,
  ChannelwiseOptions,
  DebugOptions,
  DistributionOptions,
  DoctorOptions,
  ExplainOptions,
  RunallOptions,
  SensitivityOptions,
} from './debug-options';
import { TOLD, many, told, whatIsGiven } from './job';
import { modelType } from './model-options';
import type { Spelt } from './option-types';
import { type OptionKinds, type Read, readOptions } from './read-options';

/** Of a node: its value as text, in full precision, by metric. */
export type NodeMessage = Readonly<Record<string, string>>;

const SOURCE: OptionKinds = {
  model_or_file: 'model',
  calibrated_data: 'text',
  save_dir: 'text',
  custom_ops: 'names',
  ...TOLD,
};
const RANKING: OptionKinds = {
  output_node: 'text',
  node_type: 'text',
  data_num: 'number',
  verbose: 'truth',
  interested_nodes: 'names',
};
const CURVES: OptionKinds = { quantize_node: 'lists', non_quantize_node: 'lists', average_mode: 'truth' };
const NEEDED = ['model_or_file', 'calibrated_data'];

/**
 * Ranks nodes by what quantising each of them alone does to the outputs: by node, the worst first. Throws
 * DiagnosticError for what the caller can mend, as all functions here do.
 */
async function getSensitivityOfNodes(given: Spelt<SensitivityOptions>): Promise<ReadonlyMap<string, NodeMessage>> {
  const kinds = { ...SOURCE, ...RANKING, metrics: 'names' } as const;
  const options = readOptions<SensitivityOptions>('get_sensitivity_of_nodes', given, kinds, NEEDED);
  const request = {
    ...sourceOf(options),
    ...whatIsGiven({ ...ranking(options), metrics: many(options.metrics) }),
  };
  const { found } = await told(options, (events) => pipeline.getSensitivityOfNodes(request, events));
  if (options.verbose) print(pipeline.sensitivityText(found));
  return new Map([...found.nodes].map(([node, values]) => [node, pipeline.sensitivityTexts(values)]));
}

/** Draws how the error of partly quantised models grows from node to node. */
async function plotAccError(given: Spelt<AccErrorOptions>) {
  const options = readOptions<AccErrorOptions>(
    'plot_acc_error',
    given,
    { ...SOURCE, ...CURVES, metric: 'text' },
    NEEDED,
  );
  const request = { ...sourceOf(options), ...whatIsGiven({ ...curves(options), metric: options.metric }) };
  const { found, files } = await told(options, (events) => pipeline.plotAccError(request, events));
  return { errors: found, files };
}

/** Draws how the values at nodes are spread. */
async function plotDistribution(given: Spelt<DistributionOptions>) {
  const kinds = { ...SOURCE, nodes_list: 'names' } as const;
  const options = readOptions<DistributionOptions>('plot_distribution', given, kinds, [...NEEDED, 'nodes_list']);
  const request = { ...sourceOf(options), nodesList: many(options.nodes_list) ?? [] };
  const { found, files } = await told(options, (events) => pipeline.plotDistribution(request, events));
  return { distributions: found, files };
}

/** Draws the channels of what calibration nodes read. */
async function getChannelwiseDataDistribution(given: Spelt<ChannelwiseOptions>) {
  const kinds = { ...SOURCE, nodes_list: 'names', axis: 'number' } as const;
  const name = 'get_channelwise_data_distribution';
  const options = readOptions<ChannelwiseOptions>(name, given, kinds, [...NEEDED, 'nodes_list']);
  const { nodes_list: nodes, axis } = options;
  const request = { ...sourceOf(options), nodesList: many(nodes) ?? [], ...whatIsGiven({ axis }) };
  const { found, files } = await told(options, (events) => pipeline.getChannelwiseDataDistribution(request, events));
  return { channels: found, files };
}

/** Does all of it: ranks weights and activations, draws the five worst of each, and both error curves. */
async function runall(given: Spelt<RunallOptions>) {
  const lists = { ns_metrics: 'names', dis_nodes_list: 'names', cw_nodes_list: 'names' } as const;
  const kinds = { ...SOURCE, ...RANKING, ...CURVES, ...lists, axis: 'number', ae_metric: 'text' } as const;
  const options = readOptions<RunallOptions>('runall', given, kinds, NEEDED);
  const request = {
    ...sourceOf(options),
    ...whatIsGiven({
      ...ranking(options),
      ...curves(options),
      nsMetrics: many(options.ns_metrics),
      disNodesList: many(options.dis_nodes_list),
      cwNodesList: many(options.cw_nodes_list),
      axis: options.axis,
      aeMetric: options.ae_metric,
    }),
  };
  const { found, files } = await told(options, (events) => pipeline.runall(request, events));
  if (options.verbose) for (const each of found.sensitivities) print(pipeline.sensitivityText(each));
  return { ...found, files };
}

/** Takes the error of the outputs apart into causes, in the order of what their cures bring. */
async function explain(given: Spelt<ExplainOptions>) {
  const kinds = { ...SOURCE, output_node: 'text', data_num: 'number', places: 'count', verbose: 'truth' } as const;
  const options = readOptions<ExplainOptions>('explain', given, kinds, NEEDED);
  const { output_node: outputNode, data_num: dataNum, places } = options;
  const request = { ...sourceOf(options), ...whatIsGiven({ outputNode, dataNum, places }) };
  const { found, files } = await told(options, (events) => pipeline.explainCauses(request, events));
  if (options.verbose) print(pipeline.explanationText(found));
  return { ...found, files };
}

/**
 * Looks for mistakes between the calibration samples of a recipe and its net: by input what was looked at, and the
 * suspects with their evidence and the line of the recipe to change. Nothing is written or changed.
 */
async function doctor(given: Spelt<DoctorOptions>): Promise<pipeline.DoctorReport> {
  const kinds = {
    config: 'text',
    model_type: 'text',
    samples: 'count',
    runs: 'count',
    labels: 'text',
    verbose: 'truth',
    ...TOLD,
  } as const;
  const options = readOptions<DoctorOptions>('doctor', given, kinds, ['config']);
  const { config = '', samples, runs, labels, threads, signal } = options;
  const type = options.model_type === undefined ? undefined : modelType('doctor', options);
  const request = { config, ...whatIsGiven({ modelType: type, samples, runs, labels, threads, signal }) };
  const report = await told(options, (events) => pipeline.doctor(request, events));
  if (options.verbose) print(pipeline.doctorText(report).join('\n'));
  return report;
}

/** The accuracy debugger: its functions under the names of the guide, and in camelCase. */
export const debug = {
  get_sensitivity_of_nodes: getSensitivityOfNodes,
  plot_acc_error: plotAccError,
  plot_distribution: plotDistribution,
  get_channelwise_data_distribution: getChannelwiseDataDistribution,
  runall,
  explain,
  doctor,
  getSensitivityOfNodes,
  plotAccError,
  plotDistribution,
  getChannelwiseDataDistribution,
} as const;

function sourceOf(options: Read<DebugOptions>) {
  const { model_or_file: model = '', calibrated_data: data = '', save_dir: saveDir, threads, signal } = options;
  return { model, data, ...whatIsGiven({ saveDir, threads, signal, customOps: many(options.custom_ops) }) };
}

function ranking({ output_node, node_type, data_num, interested_nodes }: Read<RankingOptions>) {
  return {
    outputNode: output_node,
    nodeType: node_type,
    dataNum: data_num,
    interestedNodes: many(interested_nodes),
  };
}

type RankingOptions = Pick<SensitivityOptions, 'output_node' | 'node_type' | 'data_num' | 'interested_nodes'>;

function curves(options: Read<Pick<AccErrorOptions, 'quantize_node' | 'non_quantize_node' | 'average_mode'>>) {
  const { quantize_node: quantizeNode, non_quantize_node: nonQuantizeNode, average_mode: averageMode } = options;
  return { quantizeNode, nonQuantizeNode, averageMode };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
