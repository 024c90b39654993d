import type { Graph, ValueId } from '@openbpu/ir';
import { balancedThresholds } from '../plan/balanced-thresholds';
import { type ChannelClass, type Joint, channelJoints } from './channel-classes';
import { type LayerPeaks, layerPeaks } from './layer-peaks';
import { type ChannelFactors, rescale } from './rescale';

/** By tensor, as far as it was heard: the largest magnitude of every channel (axis 1). */
export type ChannelMaxima = ReadonlyMap<ValueId, ArrayLike<number>>;

/** What was done with tensors whose channels hang together, counted in classes of channels that have one factor. */
export interface EqualisedJoint {
  readonly tensors: readonly ValueId[];
  readonly moved: number;
  /** Left alone since nothing reaches them, or nothing comes of them. */
  readonly dead: number;
  /** Left alone since samples come near what a clamp cuts off, or nobody listened. */
  readonly clamped: number;
  /** Left alone since somebody reads or writes them that lets no factor pass. */
  readonly fixed: number;
  /** The largest factor, or 1 / the smallest where that is larger. */
  readonly farthest: number;
}

export interface Equalised {
  readonly graph: Graph<'optimized'>;
  readonly joints: readonly EqualisedJoint[];
  /** What channels were divided by. */
  readonly factors: ChannelFactors;
}

/** How far below a clamp everything stays that samples made a channel reach, where its scale is moved. */
export const CLAMP_MARGIN = 1.25;
/** Magnitudes outside of this are dead, or are left alone: their products may not be numbers any more. */
const [LEAST, MOST] = [2 ** -60, 2 ** 60];
/** No channel is divided by more than this, or by less than 1 / this. */
const FARTHEST = 2 ** 24;
const SETTLED = 1e-3;
const ROUNDS = 40;

/** A class of channels while its factor is sought. */
interface Seat extends ChannelClass {
  /** What is divided by the factor, as it stands in the graph. */
  reach: number;
  /** The smallest factor that leaves it below its clamps. */
  least: number;
  state: 'moved' | 'dead' | 'clamped' | 'fixed';
  factor: number;
}

/**
 * Cross-layer equalisation: divides the channels of activations by factors that the weights around them make up for, so
 * that one threshold suits all of them. Factors are balanced between what the channels reach (`heard`; what is not
 * heard is taken for the weights that write it) and the weights that read them, like thresholds of channels (ADR 0010);
 * where only depthwise convolutions read a channel, it is what the channel reaches. Repeated until no factor changes by
 * a thousandth. The function stays, to float rounding; across a clamp at a ceiling, it stays for what the samples
 * reach, and a quarter more.
 */
export function equalise(graph: Graph<'optimized'>, heard: ChannelMaxima = new Map()): Equalised {
  const { joints, ceilings } = channelJoints(graph);
  const layers = layerPeaks(graph);
  const seats = joints.map((joint) => joint.classes.map((each) => seatOf(each, heard, ceilings)));
  const at = seatsOf(joints, seats);
  settleDead(layers, at);
  for (let round = 0; round < ROUNDS; round++) {
    let change = 0;
    const shares = sharesOf(layers, at);
    const written = writtenBy(layers, at);
    for (const joint of seats) change = Math.max(change, balance(joint, shares, written));
    if (change < SETTLED) break;
  }
  const factors = new Map<ValueId, Float64Array>();
  for (const [tensor, own] of at)
    if (own.some(({ factor }) => factor !== 1))
      factors.set(
        tensor,
        Float64Array.from(own, ({ factor }) => factor),
      );
  return { graph: rescale(graph, factors), factors, joints: joints.map((joint, i) => reportOf(joint, seats[i])) };
}

function seatOf(each: ChannelClass, heard: ChannelMaxima, ceilings: ReadonlyMap<ValueId, number>): Seat {
  let reach = 0;
  let least = 0;
  let isClamped = false;
  for (const { tensor, channel } of each.members) {
    const own = heard.get(tensor)?.[channel];
    reach = Math.max(reach, own ?? 0);
    const ceiling = ceilings.get(tensor);
    if (ceiling === undefined) continue;
    least = Math.max(least, ((own ?? Infinity) * CLAMP_MARGIN) / ceiling);
    isClamped ||= least > 1;
  }
  const isHeard = each.members.some(({ tensor }) => heard.has(tensor));
  const state = each.isFixed ? 'fixed' : isClamped ? 'clamped' : isHeard && !isUsual(reach) ? 'dead' : 'moved';
  return { ...each, reach: isHeard ? reach : NaN, least, state, factor: 1 };
}

/** By tensor: the seats of its channels. */
function seatsOf(joints: readonly Joint[], seats: readonly (readonly Seat[])[]): Map<ValueId, Seat[]> {
  const at = new Map<ValueId, Seat[]>(joints.flatMap(({ tensors }) => tensors.map((id) => [id, []])));
  for (const seat of seats.flat()) for (const { tensor, channel } of seat.members) at.get(tensor)![channel] = seat;
  return at;
}

/** Whether a magnitude can be multiplied and divided without a care. */
function isUsual(magnitude: number): boolean {
  return magnitude > LEAST && magnitude < MOST;
}

/** Leaves alone what weights write that are all 0 or out of range, and what such weights read. */
function settleDead(layers: readonly LayerPeaks[], at: ReadonlyMap<ValueId, readonly Seat[]>): void {
  const read = new Map<Seat, number>();
  for (const layer of layers) {
    const { x, y, cout, perGroup, peaks, biases } = layer;
    const [from, to] = [at.get(x), at.get(y)];
    for (let o = 0; o < cout; o++) {
      let most = 0;
      for (let i = 0; i < perGroup; i++) {
        const peak = peaks[o * perGroup + i];
        most = Math.max(most, peak);
        const seat = from?.[layer.firstOf(o) + i];
        if (seat) read.set(seat, Math.max(read.get(seat) ?? 0, peak));
      }
      if (to?.[o].state === 'moved' && (!isUsual(most) || biases[o] >= MOST)) to[o].state = 'dead';
    }
  }
  for (const [seat, most] of read) if (seat.state === 'moved' && !isUsual(most)) seat.state = 'dead';
}

/** By class that sums read: its largest weight in any sum, the largest weight of that sum being 1. */
function sharesOf(layers: readonly LayerPeaks[], at: ReadonlyMap<ValueId, readonly Seat[]>): Map<Seat, number> {
  const shares = new Map<Seat, number>();
  for (const layer of layers) {
    const { x, cout, perGroup, peaks } = layer;
    const from = at.get(x);
    if (!from || perGroup === 1) continue;
    for (let o = 0; o < cout; o++) {
      const first = layer.firstOf(o);
      const weight = (i: number) => peaks[o * perGroup + i] * from[first + i].factor;
      let largest = 0;
      for (let i = 0; i < perGroup; i++) largest = Math.max(largest, weight(i));
      if (largest === 0) continue;
      for (let i = 0; i < perGroup; i++)
        shares.set(from[first + i], Math.max(shares.get(from[first + i]) ?? 0, weight(i) / largest));
    }
  }
  return shares;
}

/** By class that convolutions write: the largest weight that does. */
function writtenBy(layers: readonly LayerPeaks[], at: ReadonlyMap<ValueId, readonly Seat[]>): Map<Seat, number> {
  const written = new Map<Seat, number>();
  for (const layer of layers) {
    const { x, y, cout, perGroup, peaks } = layer;
    const [from, to] = [at.get(x), at.get(y)];
    for (let o = 0; to && o < cout; o++) {
      let largest = 0;
      for (let i = 0; i < perGroup; i++)
        largest = Math.max(largest, peaks[o * perGroup + i] * (from?.[layer.firstOf(o) + i].factor ?? 1));
      written.set(to[o], Math.max(written.get(to[o]) ?? 0, largest / to[o].factor));
    }
  }
  return written;
}

/** Moves the factors of a joint by one step, and gives the largest of the changes. */
function balance(
  joint: readonly Seat[],
  shares: ReadonlyMap<Seat, number>,
  written: ReadonlyMap<Seat, number>,
): number {
  const reach = Float32Array.from(joint, (seat) =>
    Number.isNaN(seat.reach) ? (written.get(seat) ?? 0) : seat.reach / seat.factor,
  );
  const wished = joint.some((seat) => shares.has(seat))
    ? balancedThresholds(
        reach,
        Float32Array.from(joint, (seat) => shares.get(seat) ?? 1),
      )
    : reach;
  const isHeld = ({ state }: Seat) => state === 'fixed' || state === 'clamped';
  const base = geometricMean(wished, joint, isHeld) ?? geometricMean(wished, joint, ({ state }) => state === 'moved');
  if (base === undefined) return 0;
  let change = 0;
  joint.forEach((seat, i) => {
    if (seat.state !== 'moved' || !(wished[i] > 0)) return;
    const factor = Math.min(Math.max((seat.factor * wished[i]) / base, seat.least, 1 / FARTHEST), FARTHEST);
    change = Math.max(change, Math.abs(factor / seat.factor - 1));
    seat.factor = factor;
  });
  return change;
}

/** Of those above 0 that count; undefined where none does. */
function geometricMean(
  values: Float32Array,
  joint: readonly Seat[],
  counts: (seat: Seat) => boolean,
): number | undefined {
  const logs = joint.flatMap((seat, i) => (counts(seat) && isUsual(values[i]) ? [Math.log(values[i])] : []));
  return logs.length === 0 ? undefined : Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length);
}

function reportOf({ tensors }: Joint, seats: readonly Seat[]): EqualisedJoint {
  const count = (state: Seat['state']) => seats.filter((seat) => seat.state === state).length;
  const farthest = seats.reduce((most, { factor }) => Math.max(most, factor, 1 / factor), 1);
  return {
    tensors,
    moved: count('moved'),
    dead: count('dead'),
    clamped: count('clamped'),
    fixed: count('fixed'),
    farthest,
  };
}
