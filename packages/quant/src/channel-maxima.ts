import type { GraphView, ValueId } from '@openbpu/ir';
import { channelwiseActivations } from '@openbpu/passes';
import { type Observation, channelReach, observationKey } from '@openbpu/runtime';
import type { Known, Listener } from './calibrator';

/** No channel has a threshold smaller than this share of the tensor's: multipliers stay far from where they overflow. */
const SMALLEST_SHARE = 2 ** -10;

/** Hears the largest magnitude of every channel of the activations whose channels may have thresholds of their own. */
export class ChannelMaxima implements Listener {
  private readonly wishes: ReadonlyMap<ValueId, Observation>;

  constructor(graph: GraphView) {
    this.wishes = new Map(channelwiseActivations(graph).map((at) => {
      const [, channels, ...image] = graph.value(at).type.shape;
      return [at, { at, fold: 'channels', channels, inner: image.reduce((a, b) => a * b, 1) }];
    }));
  }

  ask(_: readonly ValueId[], known: Known): Observation[] {
    return [...this.wishes.values()].filter((wish) => !known.has(observationKey(wish)));
  }

  /**
   * What every channel of such an activation reaches: no threshold of it is larger. A channel of zeros takes what the
   * whole tensor reaches, so that no threshold lies beyond a bound of the activation.
   */
  limits(known: Known): Map<ValueId, Float32Array> {
    const found = new Map<ValueId, Float32Array>();
    for (const [at, wish] of this.wishes) {
      const heard = known.get(observationKey(wish));
      if (heard?.fold === 'channels') found.set(at, channelReach(heard).map((largest) => largest || heard.absmax));
    }
    return found;
  }
}

/** The thresholds of the channels: those of their tensors, or less where a channel reaches less. */
export function channelThresholds(limits: ReadonlyMap<ValueId, Float32Array>, activations: ReadonlyMap<ValueId, number>): Map<ValueId, Float32Array> {
  return new Map(Array.from(limits, ([at, limit]) => {
    const whole = activations.get(at) ?? 0;
    return [at, limit.map((largest) => Math.min(whole, Math.max(largest, whole * SMALLEST_SHARE)))];
  }));
}
