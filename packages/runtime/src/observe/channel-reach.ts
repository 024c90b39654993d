import type { ChannelsResult } from './observation';

/** The largest finite magnitude of every channel. */
export function channelReach({ lows, highs }: Pick<ChannelsResult, 'lows' | 'highs'>): Float32Array {
  return lows.map((low, c) => Math.max(Math.abs(low), Math.abs(highs[c])));
}
