import type { Graph, ValueId } from '@openbpu/ir';
import { tappedChain } from '@openbpu/onnx';
import { InsertCalibration, type Thresholds } from '@openbpu/passes';
import { type LanePool, type Observation, type SampleRef, observationKey } from '@openbpu/runtime';
import type { Tensor } from '@openbpu/tensor';
import { from } from 'rxjs';
import type { Known } from '../calibrator';
import { listen, spread } from '../listen';
import { type ConvToRound, convsToRound } from './convs-to-round';
import { roundedWeights } from './rounded-weights';

/** How many samples tell what convolutions see, and at how many places each. */
const ROUNDED_SAMPLES = 12;
const POSITIONS = 200;
/** How many sums are heard in one walk through the samples. */
const MOST_SUMS = 2 ** 24;

/**
 * The weights of the convolutions on the BPU, rounded by what that does to their outputs (see `roundedWeights`), by
 * constant: `Thresholds.roundedWeights`. Runs the float model on at most 12 of the samples, evenly spread, and again
 * where a model has more weights than one walk can hear. `thresholds` give the integers that convolutions see.
 */
export async function roundWeights(
  graph: Graph<'optimized'>,
  thresholds: Thresholds,
  samples: readonly SampleRef[],
  lanes: LanePool,
  onProgress: (done: number, total: number) => void,
): Promise<Map<ValueId, Tensor>> {
  const convs = convsToRound(graph, new InsertCalibration(thresholds).run(graph), POSITIONS);
  const walks = walksOf(convs, MOST_SUMS);
  const seen = spread(samples, ROUNDED_SAMPLES);
  const rounded = new Map<ValueId, Tensor>();
  if (walks.length === 0) return rounded;
  const session = await lanes.open(
    tappedChain(
      graph,
      convs.map(({ wish }) => wish.at),
    ),
    { optimise: true },
  );
  try {
    let done = 0;
    for (const walk of walks) {
      const listener = {
        ask: (_: readonly ValueId[], known: Known): Observation[] =>
          walk.map(({ wish }) => wish).filter((wish) => !known.has(observationKey(wish))),
      };
      const known = await listen(
        () => Promise.resolve(session),
        () => from(seen),
        [],
        [listener],
        () => onProgress(++done, walks.length * seen.length),
      );
      for (const [id, weights] of roundedWeights(walk, known)) rounded.set(id, weights);
    }
    return rounded;
  } finally {
    await session.close();
  }
}

/** The convolutions in order, as many at once as `most` sums have room for, and one at least. */
export function walksOf<C extends Pick<ConvToRound, 'wish'>>(convs: readonly C[], most: number): C[][] {
  const walks: C[][] = [];
  let room = 0;
  for (const conv of convs) {
    const {
      image: [channels],
      window: { kernel, group },
    } = conv.wish;
    const size = (channels / group) * kernel[0] * kernel[1];
    const sums = (group * size * (size + 1)) / 2;
    if (sums > room) {
      walks.push([]);
      room = most;
    }
    walks[walks.length - 1].push(conv);
    room -= sums;
  }
  return walks;
}
