import type { CalibrationType } from '@openbpu/config';
import type { Graph, ValueId } from '@openbpu/ir';
import type { Stage } from '../stage-list';
import type { Dressed } from './dress';
import { FALLEN, firstFall } from './first-fall';
import type { ConversionJob } from './jobs';
import type { Optimised } from './optimise';
import { pairedFeeds } from './paired-feeds';
import type { Quantised } from './quantise';
import type { Sampled } from './sample';
import { warnOfFallen } from './warn-of-fallen';
import { evaluationModel, tappedChain } from '@openbpu/onnx';
import { saturatingSums } from '@openbpu/passes';
import { JUDGED_SAMPLES } from '@openbpu/quant';
import type { RecordNode, RecordOutput } from '@openbpu/record';
import type { LanePool } from '@openbpu/runtime';
import {
  type DType,
  type Tensor,
  type TensorType,
  countMismatches,
  hasDType,
  int64,
  isFloat,
  makeTensor,
  reals,
  withinReach,
} from '@openbpu/tensor';
import { chebyshevDistance, cosineSimilarity, l2Distance, meanAbsoluteError } from '@openbpu/vision';

/** The same sample, fed to the float and to the quantised model. */
export interface PairedFeeds {
  readonly float: ReadonlyMap<string, Tensor>;
  readonly quantised: ReadonlyMap<string, Tensor>;
}

export interface Proof {
  /** Cosine of each node's first output, by node id. */
  readonly nodes: ReadonlyMap<string, number>;
  readonly outputs: readonly RecordOutput[];
  /** How many samples the distances of the outputs are means of; nodes are compared on the first alone. */
  readonly samples: number;
}

/** The outputs of a float model, by sample. */
export type FloatOutputs = readonly ReadonlyMap<string, Tensor>[];

interface Distance {
  readonly name: string;
  readonly cosine: number;
  readonly l1: number;
  readonly l2: number;
  readonly chebyshev: number;
}

export interface Proved {
  readonly proof: Proof;
}

/**
 * The float model against the integer model: cosines of layers on the first sample, distances of outputs on the samples
 * that `default` and `mix` judge on, so that its figure is theirs, and on the first sample where nothing is judged.
 */
export const PROVE: Stage<'prove', Dressed & Optimised & Sampled & Quantised, ConversionJob, Proved> = {
  name: 'prove',
  summary: 'Compares the integer model with the float model, layer by layer.',
  async run({ inputs, optimized, samples, quantized }, { recipe, lanes, sink, cache }) {
    const count = judges(recipe.calibration.type) ? JUDGED_SAMPLES : 1;
    const { digests } = cache;
    const from = async () => [
      await digests.ofGraph(optimized),
      await digests.ofGraph(quantized),
      await digests.ofSamples(samples),
      count,
      inputs,
    ];
    const proof = await cache.through('prove', from, sink, async () => {
      const feeds = await Promise.all(samples.slice(0, count).map((sample) => pairedFeeds(sample, inputs)));
      return prove(optimized, quantized, feeds, lanes);
    });
    if (recipe.calibration.type !== 'skip' && recipe.calibration.type !== 'load')
      warnOfFallen(proof.outputs, optimized, sink);
    return { proof };
  },
};

/** Whether a calibration judges what it finds on samples. */
function judges(type: CalibrationType): boolean {
  return type === 'default' || type === 'mix';
}

/** Runs both models on the samples: nodes are compared on the first, outputs on all of them. */
export async function prove(
  optimized: Graph<'optimized'>,
  quantized: Graph<'quantized'>,
  [first, ...more]: readonly PairedFeeds[],
  lanes: LanePool,
): Promise<Proof> {
  const pairs = optimized.nodes.flatMap((node) => {
    const twin = quantized.node(node.id);
    return twin ? [{ id: node.id, float: node.outputs[0], quantised: twin.outputs[0] }] : [];
  });
  const [float, quantised] = await Promise.all([
    runTapped(
      optimized,
      pairs.map((pair) => pair.float),
      first.float,
      lanes,
      { optimise: true },
    ),
    runTapped(
      quantized,
      pairs.map((pair) => pair.quantised),
      first.quantised,
      lanes,
      { optimise: false, last: true },
    ),
  ]);
  const saturated = new Set(saturatingSums(optimized).flatMap(({ tensors }) => tensors));
  const nodes = new Map(
    pairs.map(({ id, float: a, quantised: b }) => {
      const { type } = quantized.value(b);
      const wanted = reals(float.get(a)!);
      const reached = saturated.has(a) || onlyTablesRead(optimized, a) ? withinReach(wanted, type) : wanted;
      return [id, likeness(float.get(a)!, quantised.get(b)!, type, reached)];
    }),
  );
  const runs = (graph: Graph, of: (each: PairedFeeds) => ReadonlyMap<string, Tensor>, optimise: boolean) =>
    more.length === 0 ? [] : runAll(graph, more.map(of), lanes, optimise);
  const floats = [float, ...(await runs(optimized, (each) => each.float, true))];
  const integers = [quantised, ...(await runs(quantized, (each) => each.quantised, false))];
  const outputs = optimized.outputs.map((name) => {
    const { type } = quantized.value(name);
    const found = meanDistance(
      name,
      floats.map((each, i) => distances(name, each.get(name)!, integers[i].get(name)!, type)),
    );
    const fall = found.cosine < FALLEN ? firstFall(optimized, name, nodes) : undefined;
    return fall ? { ...found, fall } : found;
  });
  return { nodes, outputs, samples: floats.length };
}

/** Means, and the largest of the largest differences. */
function meanDistance(name: string, each: readonly Distance[]): Distance {
  const mean = (of: (distance: Distance) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length;
  return {
    name,
    cosine: mean(({ cosine }) => cosine),
    l1: mean(({ l1 }) => l1),
    l2: mean(({ l2 }) => l2),
    chebyshev: each.reduce((most, { chebyshev }) => Math.max(most, chebyshev), -Infinity),
  };
}

/**
 * Whether what reads a tensor are tables: they end where their function is flat, and clipping what lies beyond is free.
 */
function onlyTablesRead(graph: Graph<'optimized'>, id: ValueId): boolean {
  const readers = graph.consumers(id);
  return (
    readers.length > 0 &&
    !graph.isOutput(id) &&
    readers.every(({ op, placement }) => op.scalar !== undefined && placement?.on === 'bpu')
  );
}

/** What the float model gives for the samples, in order. `onRun` counts the runs, one a sample. */
export function floatOutputs(
  optimized: Graph<'optimized'>,
  samples: readonly PairedFeeds[],
  lanes: LanePool,
  onRun: (done: number) => void,
): Promise<FloatOutputs> {
  return runAll(
    optimized,
    samples.map(({ float }) => float),
    lanes,
    true,
    [],
    counted(onRun),
  );
}

/**
 * Cosine of the outputs, the mean over outputs and samples: what `default` and `mix` maximise. `float` are the
 * `floatOutputs` of the samples; `onRun` counts the runs, one a sample.
 */
export async function outputCosine(
  optimized: Graph<'optimized'>,
  quantized: Graph<'quantized'>,
  samples: readonly PairedFeeds[],
  float: FloatOutputs,
  lanes: LanePool,
  onRun: (done: number) => void,
): Promise<number> {
  const quantised = await runAll(
    quantized,
    samples.map((sample) => sample.quantised),
    lanes,
    false,
    [],
    counted(onRun),
    false,
    evaluationModel,
  );
  const cosines = optimized.outputs.flatMap((name) =>
    samples.map((_, i) => likeness(float[i].get(name)!, quantised[i].get(name)!, quantized.value(name).type)),
  );
  return cosines.reduce((a, b) => a + b, 0) / cosines.length;
}

function counted(onRun: (done: number) => void): () => void {
  let done = 0;
  return () => onRun(++done);
}

/**
 * How alike a tensor of the float model and its twin are: the cosine of reals, and of other elements the share that is
 * the same, since half of an index or of a flag is none.
 */
export function likeness(float: Tensor, quantised: Tensor, type: TensorType, wanted = reals(float)): number {
  if (isFloat(float.dtype)) return cosineSimilarity(wanted, reals(quantised, type));
  const { length } = float.data;
  if (length !== quantised.data.length) return 0;
  return length === 0 ? 1 : 1 - countMismatches(float, asOutside(quantised, float.dtype)) / length;
}

/** What a tensor of the BPU is outside of it, by `HzIndices` and `HzUnmask`: places are int32 there, masks int8. */
function asOutside(tensor: Tensor, dtype: DType): Tensor {
  if (hasDType(tensor, 'int32') && dtype === 'int64') return int64(tensor.shape, tensor.data);
  if (hasDType(tensor, 'int8') && dtype === 'bool')
    return makeTensor(
      'bool',
      tensor.shape,
      Uint8Array.from(tensor.data, (q) => Number(q !== 0)),
    );
  return tensor;
}

/**
 * Rows with what the proof measured: the cosine of the output, and the threshold of the first input with the method
 * that it comes from, where methods were mixed.
 */
export function withProof(
  rows: readonly RecordNode[],
  graph: Graph<'optimized'>,
  proof: Proof,
  thresholds: ReadonlyMap<ValueId, number>,
  methods: ReadonlyMap<ValueId, string> = new Map(),
): RecordNode[] {
  return rows.map((row) => {
    const cosine = proof.nodes.get(row.node);
    const read = row.on === 'BPU' ? (graph.node(row.node)?.inputs[0] ?? '') : '';
    const [threshold, method] = [thresholds.get(read), methods.get(read)];
    return {
      ...row,
      ...(cosine === undefined ? {} : { cosine }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(method === undefined ? {} : { method }),
    };
  });
}

async function runTapped(
  graph: Graph,
  taps: readonly ValueId[],
  feeds: ReadonlyMap<string, Tensor>,
  lanes: LanePool,
  { optimise, last = false }: { readonly optimise: boolean; readonly last?: boolean },
): Promise<Map<string, Tensor>> {
  return (await runAll(graph, [feeds], lanes, optimise, taps, undefined, last))[0];
}

/**
 * The outputs and taps of every sample, in order; as many samples at once as there are lanes. `last`: in the last
 * lanes, where another model runs in the first ones. `written`: the form of it that runs.
 */
export async function runAll(
  graph: Graph,
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
  optimise: boolean,
  taps: readonly ValueId[] = [],
  onRun = () => {},
  last = false,
  written: (graph: Graph, taps: readonly ValueId[]) => Uint8Array | Iterable<Uint8Array> = tappedChain,
): Promise<Map<string, Tensor>[]> {
  const count = Math.min(lanes.size, samples.length);
  const session = await lanes.open(written(graph, taps), { optimise, lanes: count, last });
  try {
    return await Promise.all(
      samples.map(async (feeds) => {
        const found = await session.use((lane) => lane.run(feeds, [...new Set([...graph.outputs, ...taps])]));
        onRun();
        return found;
      }),
    );
  } finally {
    await session.close();
  }
}

function distances(name: string, a: Tensor, b: Tensor, type: TensorType): Distance {
  const [float, quantised] = [reals(a), reals(b, type)];
  return {
    name,
    cosine: likeness(a, b, type, float),
    l1: meanAbsoluteError(float, quantised),
    l2: l2Distance(float, quantised),
    chebyshev: chebyshevDistance(float, quantised),
  };
}
