import { UNITS_OF_MEAN } from './mean-units';
import type { ChannelsResult } from './observation';

/** The mean of every channel, all samples of equal weight; one in which the channel has no finite elements weighs as 0. */
export function channelMeans({ means, samples }: Pick<ChannelsResult, 'means' | 'samples'>): Float64Array {
  return means.map((units) => units / samples / UNITS_OF_MEAN);
}
