import { ABSENT, type GraphView, type Node, type ValueId, type ZeroFreedom, integerTypeOf } from '@openbpu/ir';
import { clamp, float32Scale, rne, scaleOfThreshold } from '@openbpu/tensor';

/**
 * The activations that need a threshold: whatever a BPU node reads or writes, tails, places and masks excepted. In
 * topological order.
 */
export function calibratedActivations(graph: GraphView): ValueId[] {
  const ids = new Set<ValueId>();
  for (const node of graph.nodes) {
    if (node.placement?.on !== 'bpu') continue;
    for (const id of node.inputs) if (id !== ABSENT && graph.value(id).constant === undefined) ids.add(id);
    const places = node.op.integer?.indices ?? [];
    if (node.placement.output !== 'int32')
      node.outputs.forEach((id, i) => {
        if (!places.includes(i)) ids.add(id);
      });
  }
  return [...ids].filter((id) => graph.value(id).type.dtype !== 'bool');
}

/**
 * The integer type of an activation: what its writer on the BPU gives it, else what those on the BPU read it as. An
 * accumulator counts as int8, since whoever reads it reads reals.
 */
export function activationType(graph: GraphView, id: ValueId): 'int8' | 'int16' {
  const writer = graph.producer(id)?.placement;
  if (writer?.on === 'bpu') return writer.output === 'int16' ? 'int16' : 'int8';
  const wide = graph
    .consumers(id)
    .some(
      ({ placement, inputs }) => placement?.on === 'bpu' && integerTypeOf(placement, inputs.indexOf(id)) === 'int16',
    );
  return wide ? 'int16' : 'int8';
}

/** What freedom the integer form of an activation has, because its writer and all its readers have it. */
export interface ActivationForm {
  /**
   * Whether its channels (axis 1) may have scales of their own: any (`free`), or at the cost of small weights
   * (`weights`).
   */
  readonly channels?: 'free' | 'weights';
  /** The largest threshold a channel may have. */
  readonly most: number;
  /** Which integers other than 0 may stand for 0. */
  readonly zero?: ZeroFreedom;
}

/**
 * The activations with any freedom: int8, written by one BPU node, read by BPU nodes alone, as their first input only,
 * and no output of the graph. In topological order.
 */
export function activationForms(graph: GraphView): Map<ValueId, ActivationForm> {
  const forms = new Map<ValueId, ActivationForm>();
  for (const id of calibratedActivations(graph)) {
    const writer = graph.producer(id);
    const readers = graph.consumers(id);
    if (
      writer?.placement?.on !== 'bpu' ||
      graph.isOutput(id) ||
      activationType(graph, id) === 'int16' ||
      readers.length === 0 ||
      !readers.every((node) => readsFirst(node, id))
    )
      continue;
    const most = writer.op.integer?.writesChannelScales?.(writer.attrs, integerTypeOf(writer.placement, 0)) ?? 0;
    const channels = graph.value(id).type.shape.length >= 2 && most > 0 ? channelsOf(graph, readers) : undefined;
    const zero = zeroOf([
      writer.op.integer?.writesZero?.(writer.attrs, integerTypeOf(writer.placement, 0)),
      ...readers.map(({ op, attrs }) => op.integer?.readsZero?.(attrs)),
    ]);
    if (channels || zero) forms.set(id, { most, ...(channels ? { channels } : {}), ...(zero ? { zero } : {}) });
  }
  return forms;
}

function readsFirst(node: Node, id: ValueId): boolean {
  return node.placement?.on === 'bpu' && node.inputs.lastIndexOf(id) === 0;
}

function channelsOf(graph: GraphView, readers: readonly Node[]): ActivationForm['channels'] {
  const how = readers.map((node) => {
    const reads = node.op.integer?.readsChannelScales?.(
      node.inputs.map((input) => (input === ABSENT ? undefined : graph.value(input).type)),
      node.attrs,
    );
    return reads === 'weights' && !ownsItsWeights(graph, node) ? undefined : reads;
  });
  if (how.includes(undefined)) return undefined;
  return how.includes('weights') ? 'weights' : 'free';
}

/** Whether nobody else reads the weights, which would take in other scales. */
function ownsItsWeights(graph: GraphView, { op, inputs }: Node): boolean {
  const weights = op.integer?.weights;
  return weights !== undefined && graph.consumers(inputs[weights.input]).length === 1;
}

function zeroOf(freedoms: readonly (ZeroFreedom | undefined)[]): ZeroFreedom | undefined {
  if (freedoms.includes(undefined)) return undefined;
  return freedoms.includes('tensor') ? 'tensor' : 'channels';
}

/**
 * How the integers of an activation stand for reals: one scale, or one per channel, and as many zeros, or none where
 * all are 0.
 */
export interface ActivationSteps {
  readonly scales: readonly number[];
  readonly zeros: readonly number[];
}

/** Integers of int8 besides 0. */
const STEPS = 255;
/** How many integers below 0 a tensor whose channels share their zero may have, to be tried. */
const BELOW = [128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4];

/**
 * Scales and zeros that let every channel reach from −floor to its threshold; one floor may serve all channels. Without
 * freedom, or where floors are not known, `threshold / 127` around 0, or `threshold / 32767` for int16. Else
 * `(threshold + floor) / 255`, and `−128 + rne(floor / scale)` stands for 0. Where channels have scales of their own
 * but share the zero −128 + k, their scales are `max(threshold / (255 − k), floor / k)` for the k that makes them
 * smallest, in the mean of their logarithms. docs/semantics.md, "Scales of channels, and what stands for 0".
 */
export function activationSteps(
  thresholds: ArrayLike<number>,
  floors: ArrayLike<number> | undefined,
  freedom: ZeroFreedom | undefined,
  type: 'int8' | 'int16' = 'int8',
): ActivationSteps {
  const reach = Array.from(thresholds);
  if (!freedom || !floors) return { scales: reach.map((threshold) => scaleOfThreshold(threshold, type)), zeros: [] };
  const below = reach.map((_, c) => floors[floors.length === 1 ? 0 : c]);
  if (freedom === 'tensor' && reach.length > 1) return sharedZero(reach, below);
  const scales = reach.map((threshold, c) => scaleOfThreshold(threshold + below[c], 'uint8'));
  return { scales, zeros: scales.map((scale, c) => clamp(-128 + rne(below[c] / scale), -128, 127)) };
}

function sharedZero(reach: readonly number[], below: readonly number[]): ActivationSteps {
  const scalesFor = (k: number) =>
    reach.map((threshold, c) => float32Scale(Math.max(threshold / (STEPS - k), below[c] > 0 ? below[c] / k : 0)));
  const candidates = (below.some((floor) => floor > 0) ? BELOW : [0]).map((k) => ({ k, scales: scalesFor(k) }));
  const size = (scales: readonly number[]) => scales.reduce((sum, scale) => sum + Math.log2(scale), 0);
  const best = candidates.reduce((a, b) => (size(b.scales) < size(a.scales) ? b : a));
  return { scales: best.scales, zeros: best.scales.map(() => best.k - 128) };
}
