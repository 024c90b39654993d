import type { GraphView, ValueId } from '@openbpu/ir';
import { type Observation, observationKey } from '@openbpu/runtime';
import { type ActivationForm, activationForms } from '@openbpu/passes';
import { type Known, type Listener, type Steps, SYMMETRIC_STEPS } from '../calibrator';

/** What has been heard of the channels (axis 1) of an activation. */
export interface ChannelRange {
  /** The smallest element of every channel. */
  readonly lows: Float32Array;
  readonly highs: Float32Array;
}

/** Hears the smallest and the largest element of every channel of the activations that have channels. */
export class ChannelRanges implements Listener {
  private readonly wishes: ReadonlyMap<ValueId, Observation>;
  private readonly forms: ReadonlyMap<ValueId, ActivationForm>;

  constructor(graph: GraphView, activations: readonly ValueId[]) {
    this.forms = activationForms(graph);
    const wide = activations.filter((at) => graph.value(at).type.shape.length >= 2);
    this.wishes = new Map(
      wide.map((at) => {
        const [, channels, ...image] = graph.value(at).type.shape;
        return [at, { at, fold: 'channels', channels, inner: image.reduce((a, b) => a * b, 1) }];
      }),
    );
  }

  ask(_: readonly ValueId[], known: Known): Observation[] {
    return [...this.wishes.values()].filter((wish) => !known.has(observationKey(wish)));
  }

  /**
   * All of the 255 steps of int8, less those that an activation with a zero of its own spends on the side of 0 where it
   * reaches less far.
   */
  readonly steps: Steps = (at, known) => {
    const range = this.forms.get(at)?.zero && this.rangeOf(at, known);
    if (!range) return SYMMETRIC_STEPS;
    const above = range.highs.reduce((a, b) => Math.max(a, b), 0);
    const below = -range.lows.reduce((a, b) => Math.min(a, b), 0);
    const widest = Math.max(above, below);
    return widest > 0 ? (255 * widest) / (above + below) : SYMMETRIC_STEPS;
  };

  /** Of every activation that was heard. */
  ranges(known: Known): Map<ValueId, ChannelRange> {
    const found = new Map<ValueId, ChannelRange>();
    for (const at of this.wishes.keys()) {
      const range = this.rangeOf(at, known);
      if (range) found.set(at, range);
    }
    return found;
  }

  private rangeOf(at: ValueId, known: Known): ChannelRange | undefined {
    const wish = this.wishes.get(at);
    const heard = wish && known.get(observationKey(wish));
    return heard?.fold === 'channels' ? { lows: heard.lows, highs: heard.highs } : undefined;
  }
}
