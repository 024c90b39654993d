import type { Graph } from '@openbpu/ir';
import { type Thresholds, settledConstants } from '@openbpu/passes';
import {
  type ChannelFactors,
  type Found,
  KlCalibrator,
  type LearnedConstants,
  MaxCalibrator,
  Search,
  type SearchTools,
  constantsLearned,
} from '@openbpu/quant';

/** A float model that something was learned for, and what becomes of it. */
export interface Lesson extends Pick<LearnedConstants, 'corrections' | 'roundedWeights'> {
  /** With scales of channels moved, where `factors` says so, and before constants were changed. */
  readonly base: Graph<'optimized'>;
  readonly factors?: ChannelFactors;
  /** `base` with the constants that were learned. */
  readonly graph: Graph<'optimized'>;
  /** By one method for all tensors, found on `graph`. */
  readonly thresholds: Thresholds;
  /** The method, behind `equalised` and before what was learned: `equalised,kl,rounded`. */
  readonly method: string;
  /** Mean cosine of the outputs over the judged samples; no number where there is none. */
  readonly cosine: number;
}

/** What a recipe can ask of other tools: thresholds by one of these methods, and nothing else. */
const methods = () => [new MaxCalibrator(), new MaxCalibrator(0.99995), new KlCalibrator()];

/**
 * The best that a float model and a method of calibration can say, of the models that are given: each as it is, and
 * with corrected biases and rounded weights in its constants. Thresholds are found anew on every one of them, as
 * whoever takes the model over will find them. `toolsOf` gives the tools for a graph, whose judges compare with the
 * same float outputs. `tunes`: whether constants are also tuned block by block.
 */
export async function learn(
  bases: readonly Pick<Lesson, 'base' | 'factors'>[],
  toolsOf: (graph: Graph<'optimized'>) => SearchTools,
  tunes = false,
): Promise<Lesson> {
  let best: Lesson | undefined;
  const offer = (lesson: Lesson) => {
    if (!best || lesson.cosine > best.cosine || (Number.isNaN(best.cosine) && !Number.isNaN(lesson.cosine)))
      best = lesson;
  };
  for (const each of bases) {
    const { base, factors } = each;
    const named = factors ? 'equalised,' : '';
    const asItIs = await plain(base, toolsOf);
    offer({ ...each, graph: base, ...asItIs, method: `${named}${asItIs.method}` });
    for (const { name, ...constants } of await constantsLearned(base, asItIs.thresholds, toolsOf(base), tunes)) {
      const graph = settledConstants(base, constants);
      const found = await plain(graph, toolsOf);
      offer({ ...each, ...constants, graph, ...found, method: `${named}${found.method},${name}` });
    }
  }
  if (!best) throw new Error('there is nothing to learn from');
  return best;
}

async function plain(graph: Graph<'optimized'>, toolsOf: (graph: Graph<'optimized'>) => SearchTools) {
  const found = await new Search(graph, toolsOf(graph)).run({ methods, perChannel: false, plain: true });
  return { thresholds: found.thresholds, method: found.method, cosine: cosineOf(found) };
}

function cosineOf({ method, candidates }: Found): number {
  return candidates.find((each) => each.method === method)?.cosine ?? Number.NaN;
}
