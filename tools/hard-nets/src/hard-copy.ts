import { type Graph, type ValueId, seededRandom } from '@openbpu/ir';
import { CLAMP_MARGIN, type ChannelMaxima, channelJoints, rescale } from '@openbpu/quant';

/** How far apart factors may be: from 1 / this to this. */
const FARTHEST = 32;

/** A graph whose channels have other scales, though its function is the same. */
export interface HardCopy {
  readonly graph: Graph<'optimized'>;
  /** How many classes of channels have another scale. */
  readonly scaled: number;
  /** How many stay as they are between layers with weights: a clamp cuts them off. */
  readonly clamped: number;
}

/** The tensors that a clamp cuts off at a ceiling: what has to be heard before the channels of a copy are scaled. */
export function clampedTensors(graph: Graph): ValueId[] {
  return [...channelJoints(graph).ceilings.keys()];
}

/**
 * A copy of a graph whose channels are multiplied by factors drawn between 1/32 and 32, evenly in their logarithm,
 * wherever the layers around them can make up for it. Channels before a clamp are scaled only where what was heard, and
 * a quarter more, is below the ceiling, and stays there. Equal seeds give equal copies.
 */
export function hardCopy(graph: Graph<'optimized'>, seed: number, heard: ChannelMaxima = new Map()): HardCopy {
  const { joints, ceilings } = channelJoints(graph);
  const random = seededRandom(seed);
  const factors = new Map<ValueId, Float64Array>();
  let [scaled, clamped] = [0, 0];
  for (const { tensors, classes } of joints) {
    for (const id of tensors) factors.set(id, new Float64Array(graph.value(id).type.shape[1]).fill(1));
    for (const { members, isFixed } of classes) {
      const drawn = random();
      if (isFixed) continue;
      const room = members.reduce((most, { tensor, channel }) => {
        const ceiling = ceilings.get(tensor);
        if (ceiling === undefined) return most;
        return Math.min(most, ceiling / ((heard.get(tensor)?.[channel] ?? Infinity) * CLAMP_MARGIN));
      }, Infinity);
      if (room < 1) {
        clamped++;
        continue;
      }
      const high = Math.log(Math.min(FARTHEST, room));
      const times = Math.exp(-Math.log(FARTHEST) + drawn * (high + Math.log(FARTHEST)));
      for (const { tensor, channel } of members) factors.get(tensor)![channel] = 1 / times;
      scaled++;
    }
  }
  return { graph: rescale(graph, factors), scaled, clamped };
}
