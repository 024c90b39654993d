import { reals } from '@openbpu/tensor';
import { askedMetric } from '../metric/asked-metrics';
import { type Measure, combined, measure } from '../metric/measure';
import { askedSamples } from '../model/asked-kind';
import { eachSample } from '../model/each-sample';
import { givingNodes } from '../model/giving-nodes';
import { type Analysed, withSwitches } from '../model/switched-session';
import type { AccumulatedError } from '../results';
import type { Telling } from '../telling';
import { type CurveRequest, curvePlans } from './curve-plans';
import { runningMean } from './running-mean';

export interface AccumulatedErrorRequest extends CurveRequest {
  /** The name of a metric; `cosine-similarity` if absent. */
  readonly metric?: string;
  /** Whether the value at a node is the mean of those of the nodes up to it; not if absent. */
  readonly averageMode?: boolean;
  /** How many samples, from the first; all if absent. */
  readonly dataNum?: number;
}

/**
 * How far the output of every regular node of partly quantised models is from that of the float model, along the model.
 * Throws DiagnosticError for names that are not known.
 */
export async function accumulatedError(
  analysed: Analysed,
  { metric: name = 'cosine-similarity', averageMode = false, dataNum, ...asked }: AccumulatedErrorRequest,
  { progress }: Pick<Telling, 'progress'>,
): Promise<AccumulatedError> {
  const { model, samples, lanes } = analysed;
  const metric = askedMetric(name);
  const { quantised, plans } = curvePlans(model, asked);
  const count = askedSamples(samples.count, dataNum);
  const nodes = givingNodes(model);
  const values = nodes.map(({ value }) => value);
  const total = count * (plans.length + 1);
  let done = 0;
  const found = await withSwitches(analysed, values, (session) =>
    eachSample(samples, count, lanes.size, async (feeds) => {
      const run = async (on: readonly number[]) => {
        const given = await session.run(feeds, on, values);
        progress(++done, total);
        return given;
      };
      const wanted = await run([]);
      const curves: Measure[][] = [];
      for (const { on } of plans) {
        const given = await run(on);
        curves.push(nodes.map(({ value }) => measure(reals(given.get(value)!), reals(wanted.get(value)!))));
      }
      return curves;
    }),
  );
  return {
    metric,
    nodes: nodes.map(({ node }) => node.id),
    average: averageMode,
    quantised,
    curves: plans.map(({ label, members }, c) => {
      const along = nodes.map((_, n) =>
        combined(
          metric,
          found.map((curves) => curves[c][n]),
        ),
      );
      return { label, members, values: averageMode ? runningMean(along) : along };
    }),
    samples: count,
  };
}
