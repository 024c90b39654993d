import { CalibratedModel, type Samples, withSwitches } from '@openbpu/analysis';
import { type Graph, GraphDraft, type NodeId, type ValueId } from '@openbpu/ir';
import { HzCalibration, type HzCalibrationAttrs, channelMaxima } from '@openbpu/ops';
import type { LanePool } from '@openbpu/runtime';
import { type Tensor, reals, scaleOfThreshold } from '@openbpu/tensor';

/** A calibrated model on samples, as plants change it. */
export interface Field {
  readonly graph: Graph<'calibrated'>;
  readonly samples: Samples;
  readonly lanes: LanePool;
}

/** The graph with other constants. */
export function withConstants(
  graph: Graph<'calibrated'>,
  constants: ReadonlyMap<ValueId, Tensor>,
): Graph<'calibrated'> {
  const draft = GraphDraft.of(graph, 'calibrated');
  for (const [id, constant] of constants) draft.declare({ ...graph.value(id), constant });
  for (const node of graph.nodes) draft.keep(node);
  return draft.build(graph);
}

/** The graph with other calibrations. */
export function withAttrs(
  graph: Graph<'calibrated'>,
  change: (id: NodeId, attrs: HzCalibrationAttrs) => HzCalibrationAttrs,
): Graph<'calibrated'> {
  return GraphDraft.mapped(graph, 'calibrated', (node) =>
    HzCalibration.is(node) ? { ...node, attrs: change(node.id, node.attrs) } : node,
  );
}

/** What is gathered of the values of a tensor. */
interface Gathered {
  /** The largest magnitude of every channel (axis 1). */
  readonly channels: Float32Array;
  readonly rms: number;
}

interface Sums {
  readonly channels: Float32Array;
  squares: number;
  count: number;
}

/** What the values of tensors are like in the float model. */
export async function gathered(
  { graph, samples, lanes }: Field,
  values: readonly ValueId[],
): Promise<ReadonlyMap<ValueId, Gathered>> {
  const model = new CalibratedModel(graph);
  const found = new Map(
    values.map((id) => {
      const { shape } = graph.value(id).type;
      const sums: Sums = { channels: new Float32Array(shape[1] ?? 1), squares: 0, count: 0 };
      return [id, sums] as const;
    }),
  );
  await withSwitches({ model, lanes }, values, async (session) => {
    for (let i = 0; i < samples.count; i++) {
      const given = await session.run(await samples.feeds(i), [], values);
      for (const id of values) {
        const sums = found.get(id)!;
        const all = reals(given.get(id)!);
        const inner = graph
          .value(id)
          .type.shape.slice(2)
          .reduce((product, size) => product * size, 1);
        all.forEach((value, at) => {
          const channel = Math.floor(at / inner) % sums.channels.length;
          sums.squares += value * value;
          if (Math.abs(value) > sums.channels[channel]) sums.channels[channel] = Math.abs(value);
        });
        sums.count += all.length;
      }
    }
  });
  return new Map(
    [...found].map(([id, { channels, squares, count }]) => [id, { channels, rms: Math.sqrt(squares / count) }]),
  );
}

/** The largest magnitude of every value that a calibration of an activation reads, by the calibration's name. */
export async function maxima(field: Field): Promise<ReadonlyMap<NodeId, number>> {
  const { graph } = field;
  const { calibrations } = new CalibratedModel(graph);
  const watched = calibrations.filter(({ kind, from }) => kind === 'activation' && !graph.inputs.includes(from));
  const found = await gathered(field, [...new Set(watched.map(({ from }) => from))]);
  return new Map(watched.map(({ id, from }) => [id, Math.max(...found.get(from)!.channels)]));
}

/**
 * Calibrates anew by the largest value, as `calibration_type: max` does: every activation, those that share a scale in
 * `before` by the largest of all of them, and every channel of the weights.
 */
export async function recalibrated(field: Field, before: Graph<'calibrated'>): Promise<Graph<'calibrated'>> {
  const most = await maxima(field);
  const shared = sharing(before);
  const { graph } = field;
  return withAttrs(graph, (id, attrs) => {
    if (attrs.kind === 'weight') return weightAttrs(graph, id, attrs);
    const largest = Math.max(...(shared.get(id) ?? [id]).map((each) => most.get(each) ?? 0));
    if (!(largest > 0) || attrs.scales.length > 1) return attrs;
    const high = (attrs.dtype === 'int16' ? 32767 : 127) - (attrs.zeros[0] ?? 0);
    return { ...attrs, thresholds: [largest], scales: [Math.fround(largest / high)] };
  });
}

/** The graph with one calibration of weights by the largest value. */
export function weightsCalibrated(graph: Graph<'calibrated'>, id: NodeId): Graph<'calibrated'> {
  return withAttrs(graph, (each, attrs) => (each === id ? weightAttrs(graph, id, attrs) : attrs));
}

/** Samples that a cost is taken from. */
const COSTED = 2;

/**
 * Noise to signal where one calibration alone rounds, or all of them if none is named: the mean over the outputs of
 * Σ(a − b)² / Σb².
 */
export async function costOf({ graph, samples, lanes }: Field, id?: NodeId): Promise<number> {
  const model = new CalibratedModel(graph);
  const { outputs } = graph;
  const on = model.calibrations.flatMap((each, number) => (id === undefined || each.id === id ? [number] : []));
  const squares = outputs.map(() => ({ noise: 0, signal: 0 }));
  await withSwitches({ model, lanes }, outputs, async (session) => {
    for (let i = 0; i < Math.min(samples.count, COSTED); i++) {
      const feeds = await samples.feeds(i);
      const [found, wanted] = [await session.run(feeds, on, outputs), await session.run(feeds, [], outputs)];
      outputs.forEach((output, o) => {
        const rounded = reals(found.get(output)!);
        reals(wanted.get(output)!).forEach((value, at) => {
          squares[o].noise += (rounded[at] - value) ** 2;
          squares[o].signal += value ** 2;
        });
      });
    }
  });
  return squares.reduce((sum, { noise, signal }) => sum + (noise === 0 ? 0 : noise / signal), 0) / outputs.length;
}

function weightAttrs(graph: Graph, id: NodeId, attrs: HzCalibrationAttrs): HzCalibrationAttrs {
  const { constant } = graph.value(graph.node(id)!.inputs[0]);
  if (!constant || attrs.axis === undefined || attrs.columns.length > 0) return attrs;
  const thresholds = Array.from(channelMaxima(constant, attrs.axis));
  return { ...attrs, thresholds, scales: thresholds.map((each) => scaleOfThreshold(each)) };
}

/** By calibration: those that share its scale, because nodes between them only move elements. */
export function sharing(graph: Graph<'calibrated'>): ReadonlyMap<NodeId, readonly NodeId[]> {
  const groups = new Map<NodeId, NodeId[]>();
  const groupOf = (id: NodeId) => groups.get(id) ?? [id];
  const join = (a: NodeId, b: NodeId) => {
    const all = [...new Set([...groupOf(a), ...groupOf(b)])];
    for (const id of all) groups.set(id, all);
  };
  const calibrationFrom = (id: ValueId) => graph.consumers(id).find((node) => HzCalibration.is(node))?.id;
  const calibrationTo = (id: ValueId) => {
    const node = graph.producer(id);
    return node && HzCalibration.is(node) && node.attrs.kind === 'activation' ? node.id : undefined;
  };
  for (const node of graph.nodes) {
    if (node.placement?.on !== 'bpu' || node.op.integer?.sharesScale?.(node.attrs) !== true) continue;
    const ids = [...node.inputs.map(calibrationTo), ...node.outputs.map(calibrationFrom)].filter(
      (id) => id !== undefined,
    );
    for (const id of ids.slice(1)) join(ids[0], id);
  }
  return groups;
}
