import type { CauseKind } from '@openbpu/analysis';
import { ABSENT, type Graph, GraphDraft, type Node, type NodeId, type ValueId, userName } from '@openbpu/ir';
import {
  Concat,
  Conv,
  type ConvAttrs,
  HzCalibration,
  type HzCalibrationAttrs,
  HzCorrected,
  channelMaxima,
} from '@openbpu/ops';
import { type Tensor, expectDType, float32, scaleOfThreshold, sizeOf } from '@openbpu/tensor';
import {
  type Field,
  costOf,
  gathered,
  maxima,
  recalibrated,
  sharing,
  weightsCalibrated,
  withAttrs,
  withConstants,
} from './planting';

/** A model with one thing wrong, and what should be said of it. */
export interface Planted {
  readonly graph: Graph<'calibrated'>;
  readonly kind: CauseKind;
  /** The nodes that may be named for it, by the user's names. */
  readonly nodes: readonly string[];
}

/** Plants one thing; undefined where a net has no place for it. */
export type Plant = (field: Field) => Promise<Planted | undefined>;

/** How far an outlier stands out, the least first. */
const OUTLIERS = [32, 64, 128];
/** How many times a tensor of a Concat is larger than the others, and a threshold is too low. */
const LARGER = 14;
const CUT = 0.12;
/** Samples that places are compared on. */
const FEW = 4;
/** A bias is shifted by that part of the root mean square of what its node gives. */
const SHIFT = 0.4;

/** What is planted in a graph; colours are exchanged in the recipe. */
export const PLANTS = {
  'outlier channel': outlierChannel,
  'clipped activation': clippedActivation,
  'bad Concat': badConcat,
  'bias shift': shiftedBias,
  'int8 for int16': narrowActivation,
} satisfies Record<string, Plant>;

/**
 * One input channel of the weights of a convolution is many times larger than all others, and hardly used: even so it
 * counts no more than they do, so that the net still is what it was trained to be. Of the places for it that where the
 * outputs lose most, as many times larger as it takes for them to lose more than by all else.
 */
async function outlierChannel(field: Field): Promise<Planted | undefined> {
  const { graph } = field;
  const wide = convolutions(graph).filter(
    ({ node, weights }) => calibrationOf(graph, node.inputs[0]) && node.attrs.group === 1 && weights.shape[1] >= 16,
  );
  const reads = wide.map(({ node }) => graph.producer(node.inputs[0])!.inputs[0]);
  const found = await gathered(field, [...new Set(reads)]);
  const lost = await costOf(field);
  for (const times of OUTLIERS) {
    let worst: { readonly node: Node; readonly planted: Graph<'calibrated'> } | undefined;
    let most = lost;
    for (const [i, conv] of wide.entries()) {
      const used = found.get(reads[i])!.channels;
      const least = Math.min(...used);
      if (times * least > middle([...used].sort((a, b) => a - b))!) continue;
      const { node, constant } = conv;
      const planted = withConstants(graph, new Map([[constant, withOutlier(conv, used.indexOf(least), times)]]));
      const rounding = graph.producer(node.inputs[1])!.id;
      const cost = await costOf({ ...field, graph: weightsCalibrated(planted, rounding) }, rounding);
      if (cost > most) [worst, most] = [{ node, planted }, cost];
    }
    if (!worst) continue;
    const calibrated = await recalibrated({ ...field, graph: worst.planted }, graph);
    return { graph: calibrated, kind: 'weight-outlier-channels', nodes: [userName(worst.node)] };
  }
  return undefined;
}

function withOutlier({ weights }: Convolution, channel: number, times: number): Tensor<'float32'> {
  const taps = sizeOf(weights.shape.slice(2));
  const reached = channelMaxima(weights, 1);
  const [largest, own] = [Math.max(...reached), reached[channel]];
  const factor = (times * largest) / Math.max(own, 1e-6);
  const isIt = (i: number) => Math.floor(i / taps) % weights.shape[1] === channel;
  return float32(
    weights.shape,
    weights.data.map((value, i) => (isIt(i) ? value * factor : value)),
  );
}

/** The threshold of one activation is far too low. */
async function clippedActivation({ graph }: Field): Promise<Planted | undefined> {
  const conv = middle(convolutions(graph).filter(({ node }) => calibrationOf(graph, node.inputs[0])));
  const calibration = conv && calibrationOf(graph, conv.node.inputs[0]);
  if (!calibration) return undefined;
  const members = sharing(graph).get(calibration) ?? [calibration];
  const planted = withAttrs(graph, (id, attrs) =>
    members.includes(id)
      ? {
          ...attrs,
          scales: attrs.scales.map((scale) => scale * CUT),
          thresholds: attrs.thresholds.map((threshold) => threshold * CUT),
        }
      : attrs,
  );
  return { graph: planted, kind: 'activation-clipping', nodes: givers(graph, members) };
}

/**
 * One operand of a Concat is many times larger than the other, and counts as much as before for those who read them,
 * whose weights lie on their steps already. Of the places for it that where the outputs lose most.
 */
async function badConcat(field: Field): Promise<Planted | undefined> {
  const { graph, samples } = field;
  const few = { ...field, samples: { ...samples, count: Math.min(samples.count, FEW) } };
  let worst: { readonly node: Node; readonly planted: Graph<'calibrated'> } | undefined;
  let most = 0;
  for (const { node, readers, operand } of concats(graph)) {
    const constants = new Map<ValueId, Tensor>();
    const bias = operand.node.inputs[2] ?? ABSENT;
    for (const id of [operand.constant, ...(bias === ABSENT ? [] : [bias])]) {
      const tensor = expectDType(graph.value(id).constant!, 'float32');
      constants.set(
        id,
        float32(
          tensor.shape,
          tensor.data.map((value) => value * LARGER),
        ),
      );
    }
    const width = graph.value(node.inputs[0]).type.shape[1];
    for (const { constant, weights } of readers) constants.set(constant, evenlyRead(weights, width));
    const planted = withConstants(graph, constants);
    const cost = await costOf({ ...few, graph: await recalibrated({ ...few, graph: planted }, graph) });
    if (cost > most) [worst, most] = [{ node, planted }, cost];
  }
  if (!worst) return undefined;
  const { node, planted } = worst;
  return {
    graph: await recalibrated({ ...field, graph: planted }, graph),
    kind: 'shared-scale',
    nodes: [userName(node)],
  };
}

/** Every Concat that nothing but convolutions reads, and whose first operand one convolution gives. */
function concats(graph: Graph<'calibrated'>) {
  return graph.nodes.flatMap((node) => {
    if (!Concat.is(node) || node.placement?.on !== 'bpu' || node.inputs.length < 2) return [];
    const given = graph.consumers(node.outputs[0]).flatMap((each) => graph.consumers(each.outputs[0]));
    const readers = given.map((reader) => convolutions(graph).find((conv) => conv.node === reader));
    const operand = convolutionBehind(graph, node.inputs[0]);
    if (readers.length === 0 || readers.includes(undefined) || operand === undefined) return [];
    return [{ node, readers: readers.flatMap((each) => each ?? []), operand }];
  });
}

/** Weights that read the first channels by so much less, and lie on the steps of 8 bits. */
function evenlyRead(weights: Tensor<'float32'>, width: number): Tensor<'float32'> {
  const taps = sizeOf(weights.shape.slice(2));
  const less = weights.data.map((value, i) =>
    Math.floor(i / taps) % weights.shape[1] < width ? value / LARGER : value,
  );
  const thresholds = Array.from(channelMaxima(float32(weights.shape, less), 0));
  const scales = thresholds.map((each) => scaleOfThreshold(each));
  const attrs = HzCalibration.parseAttrs({ kind: 'weight', axis: 0, thresholds, scales });
  return expectDType(HzCalibration.eval([float32(weights.shape, less)], attrs)[0], 'float32');
}

/** The bias of one convolution is not that of the float model: every channel is shifted. */
async function shiftedBias(field: Field): Promise<Planted | undefined> {
  const { graph } = field;
  const conv = middle(convolutions(graph));
  if (!conv) return undefined;
  const { node, weights } = conv;
  const channels = weights.shape[0];
  const { rms } = (await gathered(field, [node.outputs[0]])).get(node.outputs[0])!;
  const old = node.inputs[2] ?? ABSENT;
  const original =
    old === ABSENT ? new Float32Array(channels) : expectDType(graph.value(old).constant!, 'float32').data;
  const draft = GraphDraft.of(graph, 'calibrated');
  const changed = draft.constant(
    `${node.id}_bias_shifted`,
    float32(
      [channels],
      original.map((value, c) => value + (c % 2 === 0 ? SHIFT : -SHIFT) * rms),
    ),
  );
  const kept = draft.constant(`${node.id}_bias_kept`, float32([channels], original));
  const [given] = draft.node({
    id: draft.nodeNames.free(`${node.id}_HzCorrected`),
    op: HzCorrected,
    inputs: [changed, kept],
    outputs: [draft.names.free(`${node.id}_bias_given`)],
    types: [{ dtype: 'float32', shape: [channels], layout: 'none' }],
  });
  for (const each of graph.nodes)
    draft.keep(each === node ? { ...each, inputs: [each.inputs[0], each.inputs[1], given] } : each);
  return { graph: draft.build(graph), kind: 'accumulated-bias', nodes: [userName(node)] };
}

/** Everything is int16 but one activation, and the weights of the float model lie on their steps already. */
async function narrowActivation(field: Field): Promise<Planted | undefined> {
  const { graph } = field;
  const most = await maxima(field);
  const conv = middle(convolutions(graph).filter(({ node }) => calibrationOf(graph, node.inputs[0])));
  const calibration = conv && calibrationOf(graph, conv.node.inputs[0]);
  if (!calibration) return undefined;
  const groups = sharing(graph);
  const narrow = groups.get(calibration) ?? [calibration];
  const rounded = new Map(
    convolutions(graph).map(({ node, constant, weights }) => {
      const calibration = graph.producer(node.inputs[1])! as Node<HzCalibrationAttrs>;
      return [constant, HzCalibration.eval([weights], calibration.attrs)[0]] as const;
    }),
  );
  const planted = withAttrs(withConstants(graph, rounded), (id, attrs) => {
    const largest = Math.max(...(groups.get(id) ?? [id]).map((each) => most.get(each) ?? 0));
    if (attrs.kind === 'weight' || narrow.includes(id) || !(largest > 0)) return attrs;
    return {
      kind: attrs.kind,
      columns: [],
      zeros: [],
      thresholds: [largest],
      scales: [Math.fround(largest / 32767)],
      dtype: 'int16',
    };
  });
  return { graph: planted, kind: 'activation-resolution', nodes: givers(graph, narrow) };
}

interface Convolution {
  readonly node: Node<ConvAttrs>;
  readonly weights: Tensor<'float32'>;
  readonly constant: ValueId;
}

/** The convolutions on the BPU whose weights are constants, in the order of the model. */
function convolutions(graph: Graph): readonly Convolution[] {
  return graph.nodes.flatMap((node): Convolution[] => {
    if (!Conv.is(node) || node.placement?.on !== 'bpu') return [];
    const calibration = graph.producer(node.inputs[1]);
    const constant = calibration?.inputs[0];
    const weights = constant === undefined ? undefined : graph.value(constant).constant;
    return weights && constant !== undefined ? [{ node, constant, weights: expectDType(weights, 'float32') }] : [];
  });
}

function middle<T>(items: readonly T[]): T | undefined {
  return items.length === 0 ? undefined : items[Math.floor(items.length / 2)];
}

/** The calibration that gives a value that the BPU has computed. */
function calibrationOf(graph: Graph, id: ValueId): NodeId | undefined {
  const node = graph.producer(id);
  return node && HzCalibration.is(node) && graph.producer(node.inputs[0]) ? node.id : undefined;
}

/** The convolution that a value comes from, past calibrations and functions of one element. */
function convolutionBehind(graph: Graph, id: ValueId): Convolution | undefined {
  const node = graph.producer(id);
  if (!node) return undefined;
  const own = convolutions(graph).find((each) => each.node === node);
  if (own) return graph.consumers(node.outputs[0]).length === 1 ? own : undefined;
  const computed = node.inputs.filter((input) => input !== ABSENT && !graph.value(input).constant);
  return computed.length === 1 && graph.consumers(id).length === 1 ? convolutionBehind(graph, computed[0]) : undefined;
}

/** Whoever gives what calibrations read, by the user's names. */
function givers(graph: Graph, calibrations: readonly NodeId[]): readonly string[] {
  return calibrations.flatMap((id) => {
    const giver = graph.producer(graph.node(id)!.inputs[0]);
    return giver ? [userName(giver)] : [];
  });
}
