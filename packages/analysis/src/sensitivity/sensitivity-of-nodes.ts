import type { NodeId, ValueId } from '@openbpu/ir';
import { type Tensor, reals } from '@openbpu/tensor';
import { ANALYSIS } from '../catalogue';
import { askedMetrics } from '../metric/asked-metrics';
import { type Measure, combined, compareWorst, measure } from '../metric/measure';
import { askedKind, askedSamples } from '../model/asked-kind';
import type { CalibratedModel } from '../model/calibrated-model';
import { calibrationsBefore, comparedOutputs } from '../model/compared-outputs';
import { eachSample } from '../model/each-sample';
import { type Analysed, withSwitches } from '../model/switched-session';
import type { NodeKind, SensitivityResult } from '../results';
import type { Telling } from '../telling';

export interface SensitivityRequest {
  /** Names of metrics; the first one ranks. `cosine-similarity` if absent. */
  readonly metrics?: readonly string[];
  /** The regular node whose output is compared; the outputs of the model if absent. */
  readonly outputNode?: NodeId;
  /** `node`, `weight` or `activation`; `node` if absent. */
  readonly nodeType?: string;
  /** How many samples, from the first; all if absent. */
  readonly dataNum?: number;
  /** Nodes of any type, instead of all of one. */
  readonly interestedNodes?: readonly NodeId[];
}

/**
 * How much the outputs lose when one node alone is quantised, for every node of a type, or every node of interest, that
 * the outputs depend on: distances from the float model, of the same switched model in every case. Throws
 * DiagnosticError for names that are not known, and for a number of samples that there are not.
 */
export async function sensitivityOfNodes(
  analysed: Analysed,
  {
    metrics: names = ['cosine-similarity'],
    outputNode,
    nodeType = 'node',
    dataNum,
    interestedNodes,
  }: SensitivityRequest,
  { sink, progress }: Telling,
): Promise<SensitivityResult> {
  const { model, samples, lanes } = analysed;
  const metrics = askedMetrics(names);
  const kind = askedKind(nodeType);
  const count = askedSamples(samples.count, dataNum);
  const outputs = comparedOutputs(model, outputNode);
  const before = calibrationsBefore(model, outputs);
  const reached = (id: NodeId) => model.membersOf(id).filter((number) => before.has(number));
  const asked = interestedNodes ? [...new Set(interestedNodes)] : model.nodesOf(kind);
  const nodes = interestedNodes ? asked : asked.filter((id) => reached(id).length > 0);
  for (const id of nodes) if (reached(id).length === 0) sink.report(noEffect(model, id));

  const total = count * (nodes.length + 1);
  let done = 0;
  const found = await withSwitches(analysed, outputs, (session) =>
    eachSample(samples, count, lanes.size, async (feeds) => {
      const run = async (on: readonly number[]) => {
        const given = await session.run(feeds, on, outputs);
        progress(++done, total);
        return given;
      };
      const wanted = await run([]);
      return Promise.all(nodes.map(async (id) => measures(outputs, await run(reached(id)), wanted)));
    }),
  );
  const values = nodes.map((id, n) => {
    const all = found.flatMap((sample) => sample[n]);
    return [id, new Map(metrics.map((metric) => [metric, combined(metric, all)]))] as const;
  });
  const [first] = metrics;
  const ranked = values.toSorted(([, a], [, b]) => compareWorst(first, a.get(first)!, b.get(first)!));
  return { kind: interestedNodes ? commonKind(model, nodes) : kind, metrics, nodes: new Map(ranked), samples: count };
}

function measures(
  outputs: readonly ValueId[],
  found: ReadonlyMap<ValueId, Tensor>,
  wanted: ReadonlyMap<ValueId, Tensor>,
): readonly Measure[] {
  return outputs.map((id) => measure(reals(found.get(id)!), reals(wanted.get(id)!)));
}

function commonKind(model: CalibratedModel, nodes: readonly NodeId[]): NodeKind {
  const kinds = new Set(nodes.map((id) => model.kindOf(id)));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : 'node';
}

function noEffect(model: CalibratedModel, node: NodeId) {
  const reason = model.membersOf(node).length === 0 ? 'it has no calibration node' : 'the output does not depend on it';
  return ANALYSIS.noEffect({ node, reason }, { name: node });
}
