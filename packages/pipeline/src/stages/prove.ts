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
import { tappedModel } from '@openbpu/onnx';
import type { RecordNode, RecordOutput } from '@openbpu/record';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, reals, withinReach } from '@openbpu/tensor';
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
}

export interface Proved {
  readonly proof: Proof;
}

/** The float model against the integer model on the first sample: cosines of layers, distances of outputs. */
export const PROVE: Stage<'prove', Dressed & Optimised & Sampled & Quantised, ConversionJob, Proved> = {
  name: 'prove',
  summary: 'Compares the integer model with the float model, layer by layer.',
  async run({ inputs, optimized, samples, quantized }, { recipe, lanes, sink }) {
    const proof = await prove(optimized, quantized, await pairedFeeds(samples[0], inputs), lanes);
    if (recipe.calibration.type !== 'skip') warnOfFallen(proof.outputs, sink);
    return { proof };
  },
};

/** Runs both models on one sample and compares them node by node. */
export async function prove(
  optimized: Graph<'optimized'>,
  quantized: Graph<'quantized'>,
  feeds: PairedFeeds,
  lanes: LanePool,
): Promise<Proof> {
  const pairs = optimized.nodes.flatMap((node) => {
    const twin = quantized.node(node.id);
    return twin ? [{ id: node.id, float: node.outputs[0], quantised: twin.outputs[0] }] : [];
  });
  const float = await runTapped(
    optimized,
    pairs.map((pair) => pair.float),
    feeds.float,
    lanes,
    true,
  );
  const quantised = await runTapped(
    quantized,
    pairs.map((pair) => pair.quantised),
    feeds.quantised,
    lanes,
    false,
  );
  const nodes = new Map(
    pairs.map(({ id, float: a, quantised: b }) => {
      const { type } = quantized.value(b);
      const wanted = reals(float.get(a)!);
      return [
        id,
        cosineSimilarity(
          onlyTablesRead(optimized, a) ? withinReach(wanted, type) : wanted,
          reals(quantised.get(b)!, type),
        ),
      ];
    }),
  );
  const outputs = optimized.outputs.map((name) => {
    const found = distances(name, reals(float.get(name)!), reals(quantised.get(name)!, quantized.value(name).type));
    const fall = (found.cosine ?? 1) < FALLEN ? firstFall(optimized, name, nodes) : undefined;
    return fall ? { ...found, fall } : found;
  });
  return { nodes, outputs };
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

/**
 * Cosine of the outputs, the mean over outputs and samples: what `default` calibration maximises. `onRun` counts the
 * runs, two a sample.
 */
export async function outputCosine(
  optimized: Graph<'optimized'>,
  quantized: Graph<'quantized'>,
  samples: readonly PairedFeeds[],
  lanes: LanePool,
  onRun: (done: number) => void,
): Promise<number> {
  let done = 0;
  const ran = () => onRun(++done);
  const float = await runAll(
    optimized,
    samples.map((sample) => sample.float),
    lanes,
    true,
    [],
    ran,
  );
  const quantised = await runAll(
    quantized,
    samples.map((sample) => sample.quantised),
    lanes,
    false,
    [],
    ran,
  );
  const cosines = optimized.outputs.flatMap((name) =>
    samples.map((_, i) =>
      cosineSimilarity(reals(float[i].get(name)!), reals(quantised[i].get(name)!, quantized.value(name).type)),
    ),
  );
  return cosines.reduce((a, b) => a + b, 0) / cosines.length;
}

/** Rows with what the proof measured: the cosine of the output and the threshold of the first input. */
export function withProof(
  rows: readonly RecordNode[],
  graph: Graph<'optimized'>,
  proof: Proof,
  thresholds: ReadonlyMap<ValueId, number>,
): RecordNode[] {
  return rows.map((row) => {
    const cosine = proof.nodes.get(row.node);
    const threshold = row.on === 'BPU' ? thresholds.get(graph.node(row.node)?.inputs[0] ?? '') : undefined;
    return { ...row, ...(cosine === undefined ? {} : { cosine }), ...(threshold === undefined ? {} : { threshold }) };
  });
}

async function runTapped(
  graph: Graph,
  taps: readonly ValueId[],
  feeds: ReadonlyMap<string, Tensor>,
  lanes: LanePool,
  optimise: boolean,
): Promise<Map<string, Tensor>> {
  return (await runAll(graph, [feeds], lanes, optimise, taps))[0];
}

/** The outputs and taps of every sample, in order; as many samples at once as there are lanes. */
async function runAll(
  graph: Graph,
  samples: readonly ReadonlyMap<string, Tensor>[],
  lanes: LanePool,
  optimise: boolean,
  taps: readonly ValueId[] = [],
  onRun = () => {},
): Promise<Map<string, Tensor>[]> {
  const session = await lanes.open(tappedModel(graph, taps), { optimise, lanes: Math.min(lanes.size, samples.length) });
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

function distances(name: string, float: Float32Array, quantised: Float32Array): RecordOutput {
  return {
    name,
    cosine: cosineSimilarity(float, quantised),
    l1: meanAbsoluteError(float, quantised),
    l2: l2Distance(float, quantised),
    chebyshev: chebyshevDistance(float, quantised),
  };
}
