import { fail } from '@openbpu/diagnostics';
import type { NodeId, ValueId } from '@openbpu/ir';
import { type Shape, reals, sizeOf } from '@openbpu/tensor';
import { ANALYSIS } from '../catalogue';
import type { CalibratedModel, Calibration } from '../model/calibrated-model';
import { eachSample } from '../model/each-sample';
import { type Analysed, type SwitchedSession, withSwitches } from '../model/switched-session';
import type { ChannelBox, ChannelDistribution } from '../results';
import type { Telling } from '../telling';
import { boxOf } from './channel-boxes';
import { fedApart } from './distributions';

/** How many values are held at once, unless a channel alone has more: 128 MiB of them. */
const AT_ONCE = 2 ** 25;

/** Where the channels of what a calibration node reads lie. */
export interface Place {
  readonly node: NodeId;
  readonly calibration: Calibration;
  readonly axis: number;
  readonly shape: Shape;
}

/** One channel, and its values of all samples one after the other. */
interface Gathered {
  readonly place: Place;
  readonly channel: number;
  readonly values: Float32Array;
}

export interface ChannelRequest {
  readonly nodes: readonly NodeId[];
  /**
   * Where the channels lie; from the end where it is below 0. If absent 1 for activations, or the only dimension, and
   * what the node says for weights, else 0.
   */
  readonly axis?: number;
  /** How many values to hold at once; 2^25 if absent. */
  readonly atOnce?: number;
}

/**
 * How the values of every channel are spread that calibration nodes read: of weights, and of activations in the float
 * model over all samples. Exact: where there are more values than are held at once, samples are read again for the rest
 * of the channels. Throws DiagnosticError for no nodes, unknown and regular ones, and for an axis that is not there.
 */
export async function channelDistributions(
  analysed: Analysed,
  { nodes, axis, atOnce = AT_ONCE }: ChannelRequest,
  { progress }: Pick<Telling, 'progress'>,
): Promise<readonly ChannelDistribution[]> {
  const { model, samples } = analysed;
  const places = channelPlaces(model, { nodes, ...(axis === undefined ? {} : { axis }) });
  const boxes = new Map(places.map(({ node, axis: at, shape }) => [node, new Array<ChannelBox>(shape[at])]));
  const settle = ({ place, channel, values }: Gathered) => (boxes.get(place.node)![channel] = boxOf(values));
  const computed = places.filter((place) => {
    const { constant } = place.calibration;
    if (!constant) return true;
    const weights = reals(model.graph.value(constant.original).constant!);
    for (const channel of channelsOf(place)) settle(filled(withRoom(channel, 1), weights, 0));
    return false;
  });
  if (computed.length > 0) {
    const passes = passesOf(computed.flatMap(channelsOf), samples.count, atOnce);
    const values = [...new Set(computed.map(({ calibration }) => calibration.from))];
    const total = passes.length * samples.count;
    let done = 0;
    await withSwitches(analysed, values, async (session) => {
      for (const pass of passes)
        for (const gathered of await gather(analysed, session, pass, () => progress(++done, total))) settle(gathered);
    });
  }
  return places.map(({ node, calibration, axis: at }) => ({
    node,
    kind: calibration.kind,
    axis: at,
    channels: boxes.get(node)!,
  }));
}

/** Where the channels of nodes lie, each once. Fails with ANA002, ANA014, ANA015 and ANA016. */
export function channelPlaces(model: CalibratedModel, { nodes, axis }: ChannelRequest): readonly Place[] {
  if (nodes.length === 0) fail(ANALYSIS.noNodes({ key: 'nodes_list' }, { name: 'nodes_list' }));
  return [...new Set(nodes)].map((node) => placeOf(model, node, axis));
}

function placeOf(model: CalibratedModel, node: NodeId, asked?: number): Place {
  const at = { name: node };
  const calibrations = model.membersOf(node).map((number) => model.calibrations[number].id);
  const calibration = model.calibrationOf(node) ?? fail(ANALYSIS.notACalibration({ node, calibrations }, at));
  const { shape } = model.graph.value(calibration.from).type;
  const usual = calibration.kind === 'weight' ? (calibration.attrs.axis ?? 0) : Math.min(1, shape.length - 1);
  const axis = asked ?? usual;
  if (!Number.isInteger(axis) || axis < -shape.length || axis >= shape.length)
    fail(ANALYSIS.badAxis({ node, axis, rank: shape.length }, at));
  return { node, calibration, axis: axis < 0 ? axis + shape.length : axis, shape };
}

/** A channel of a place. */
type Channel = Pick<Gathered, 'place' | 'channel'>;

function channelsOf(place: Place): readonly Channel[] {
  return Array.from({ length: place.shape[place.axis] }, (_, channel) => ({ place, channel }));
}

/** How many values a channel has in so many samples. */
function sizeIn(samples: number, { shape, axis }: Place): number {
  return (samples * sizeOf(shape)) / shape[axis];
}

/** A channel with room for its values in so many samples. */
function withRoom({ place, channel }: Channel, samples: number): Gathered {
  return { place, channel, values: new Float32Array(sizeIn(samples, place)) };
}

/** Channels by the pass over the samples that gathers them: as many as are held at once, one at least. */
function passesOf(channels: readonly Channel[], samples: number, atOnce: number): readonly (readonly Channel[])[] {
  const passes: Channel[][] = [];
  let room = 0;
  for (const channel of channels) {
    const size = sizeIn(samples, channel.place);
    if (passes.length === 0 || room < size) {
      passes.push([]);
      room = atOnce;
    }
    passes[passes.length - 1].push(channel);
    room -= size;
  }
  return passes;
}

async function gather(
  { samples, lanes }: Analysed,
  session: SwitchedSession,
  pass: readonly Channel[],
  onRun: () => void,
): Promise<readonly Gathered[]> {
  const { count } = samples;
  const all = pass.map((channel) => withRoom(channel, count));
  const values: ValueId[] = [...new Set(pass.map(({ place }) => place.calibration.from))];
  await eachSample(samples, count, lanes.size, async (feeds, index) => {
    const given = await session.run(feeds, [], fedApart(values, feeds));
    onRun();
    for (const gathered of all) {
      const { from } = gathered.place.calibration;
      filled(gathered, reals((given.get(from) ?? feeds.get(from))!), index);
    }
  });
  return all;
}

/** Puts the values of the channel that a tensor has where those of sample `index` belong. */
function filled(gathered: Gathered, from: Float32Array, index: number): Gathered {
  const { place, channel, values } = gathered;
  const { shape, axis } = place;
  const inner = sizeOf(shape.slice(axis + 1));
  const stride = inner * shape[axis];
  let to = index * (from.length / shape[axis]);
  for (let at = channel * inner; at < from.length; at += stride, to += inner)
    values.set(from.subarray(at, at + inner), to);
  return gathered;
}
