import type { GraphView, Node, StatedRanges, ValueId } from '@openbpu/ir';
import {
  type ActivationForm,
  type MaskedSum,
  type Thresholds,
  activationForms,
  activationSteps,
  activationType,
  magnitudeOf,
  maskedThreshold,
  saturatingSums,
} from '@openbpu/passes';
import { balancedThresholds, middle } from './balanced-thresholds';
import type { ChannelRange } from './channel-ranges';
import { flatEnds } from './flat-ends';
import { inputShares } from './input-shares';

/**
 * No channel has a threshold smaller than this share of the tensor's, or than that of the middle channel where it is
 * smaller still: one channel a million times larger than the others does not silence them.
 */
const SMALLEST_SHARE = 2 ** -10;
const SHARE_OF_MIDDLE = 2 ** -4;

/** How far a tensor may reach to either side of 0. */
interface Reach {
  readonly below: number;
  readonly above: number;
}

/**
 * From one threshold per tensor, as a calibrator decides it, to all that the quantised model needs: how far every
 * activation reaches below 0, thresholds of channels, those of masked sums, and nothing spent where a table is flat.
 */
export class ThresholdPlan {
  private readonly forms: ReadonlyMap<ValueId, ActivationForm>;
  private readonly masked: readonly MaskedSum[];

  constructor(
    private readonly graph: GraphView,
    private readonly ranges: ReadonlyMap<ValueId, ChannelRange>,
    private readonly weights: Thresholds['weights'],
    private readonly stated: StatedRanges = new Map(),
  ) {
    this.forms = activationForms(graph);
    this.masked = saturatingSums(graph);
  }

  /** Whether any activation may have thresholds of channels. */
  get hasChannels(): boolean {
    return [...this.forms].some(([id, { channels }]) => channels !== undefined && this.ranges.has(id));
  }

  /**
   * `wanted` is one threshold per tensor, `perChannel` whether channels get their own where they may, `factors` what
   * everything an activation reaches is then taken times, to either side of 0. An activation of a stated range reaches
   * that range where it may have a zero of its own, and has its wanted threshold else; no channel of it has another.
   */
  thresholds(
    wanted: ReadonlyMap<ValueId, number>,
    perChannel: boolean,
    factors: ReadonlyMap<ValueId, number> = new Map(),
  ): Thresholds {
    const { activations, channels, floors } = this.settle(wanted, perChannel);
    const times = (id: ValueId) => (value: number) => Math.fround(value * (factors.get(id) ?? 1));
    const isStated = (id: ValueId) => this.stated.has(id);
    const reached = new Map(
      Array.from(activations, ([id, threshold]) => [id, isStated(id) ? threshold : times(id)(threshold)]),
    );
    for (const sum of this.masked) {
      const magnitude = magnitudeOf(reached.get(sum.x)!, activationType(this.graph, sum.x));
      for (const id of sum.tensors) reached.set(id, maskedThreshold(sum, magnitude));
    }
    return {
      weights: this.weights,
      activations: reached,
      floors: new Map(
        Array.from(floors, ([id, floor]) => [id, isStated(id) ? floor : Float32Array.from(floor, times(id))]),
      ),
      ...(perChannel
        ? {
            channels: new Map(
              Array.from(channels, ([id, own]) => [
                id,
                own.map((threshold) => Math.min(this.forms.get(id)!.most, times(id)(threshold))),
              ]),
            ),
          }
        : {}),
    };
  }

  private settle(wanted: ReadonlyMap<ValueId, number>, perChannel: boolean) {
    const activations = new Map<ValueId, number>();
    const channels = new Map<ValueId, Float32Array>();
    const floors = new Map<ValueId, ArrayLike<number>>();
    for (const [id, threshold] of wanted) {
      const form = this.forms.get(id);
      const said = this.stated.get(id);
      if (said) {
        activations.set(id, form?.zero ? said.high : threshold);
        if (form?.zero) floors.set(id, [-said.low]);
        continue;
      }
      const range = this.ranges.get(id);
      if (!form?.zero || !range) {
        activations.set(id, threshold);
        continue;
      }
      const reach = this.reachOf(id, threshold, range, wanted);
      const split = perChannel && form.channels !== undefined;
      activations.set(id, reach.above);
      const below = split ? range.lows.map((low) => -low) : Float32Array.of(-smallest(range.lows));
      floors.set(
        id,
        below.map((floor) => Math.min(Math.max(floor, 0), reach.below)),
      );
      if (split) channels.set(id, this.ofChannels(id, form, range, reach.above));
    }
    return { activations, channels, floors };
  }

  /** What a tensor's threshold leaves of it, and what the tables that read it can tell apart. */
  private reachOf(
    id: ValueId,
    threshold: number,
    { lows, highs }: ChannelRange,
    wanted: ReadonlyMap<ValueId, number>,
  ): Reach {
    const low = Math.min(0, Math.max(-threshold, smallest(lows)));
    const high = Math.max(0, Math.min(threshold, largest(highs)));
    const ends = this.graph.consumers(id).map((node) => this.tableEnds(node, low, high, wanted));
    return { below: Math.max(...ends.map((end) => -end.low)), above: Math.max(...ends.map((end) => end.high)) };
  }

  private tableEnds(
    { op, attrs, outputs }: Node,
    low: number,
    high: number,
    wanted: ReadonlyMap<ValueId, number>,
  ): { readonly low: number; readonly high: number } {
    const [output] = outputs;
    const threshold = wanted.get(output);
    const { scalar } = op;
    if (!scalar || threshold === undefined) return { low, high };
    const below = this.ranges.get(output)?.lows;
    const floor = below && [Math.min(threshold, Math.max(0, -smallest(below)))];
    const type = activationType(this.graph, output);
    const [step] = activationSteps([threshold], floor, this.forms.get(output)?.zero, type).scales;
    return flatEnds((x) => scalar(x, attrs), low, high, step / 2);
  }

  /**
   * A channel of zeros takes what the whole tensor reaches, so that no threshold lies beyond a bound of the activation.
   */
  private ofChannels(
    id: ValueId,
    { channels, most }: ActivationForm,
    { lows, highs }: ChannelRange,
    above: number,
  ): Float32Array {
    const own = highs.map((high, c) => (high === 0 && lows[c] === 0 ? above : Math.min(above, Math.max(high, 0))));
    const wished = channels === 'weights' ? balancedThresholds(own, inputShares(this.graph, id, own.length)) : own;
    const usual = middle(own) || above;
    const least = Math.min(above * SMALLEST_SHARE, usual * SHARE_OF_MIDDLE);
    return wished.map((threshold) => Math.min(most, Math.max(threshold, least)));
  }
}

function smallest(values: Float32Array): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function largest(values: Float32Array): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
