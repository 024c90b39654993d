import type { Pass } from '@openbpu/core';
import { type Graph, type GraphView, type Node, type ValueId, ABSENT, constantOf } from '@openbpu/ir';
import * as ops from '@openbpu/ops';
import { type Shape, float32, normalizeAxis, reshapeTensor, sizeOf } from '@openbpu/tensor';
import { isNamed } from '../place/requests';
import { type March, isRefused } from './for-march';
import { PadToDilation } from './pad-to-dilation';
import { LONGEST, PlanesWriter } from './planes-writer';
import { axesOfReduction } from './reduction-of';
import { type VolumeWindow, isOverVolumes, volumeWindow } from './volume-window';

/**
 * Before: convolutions over volumes [n, c, d, h, w], and what works on their results
 * After: the same on images [n · d, c, h, w], the planes of all depths behind each other. A kernel of several planes:
 * what each of its taps sees (Slice) becomes channels (Concat), and one Conv takes them all. Activations,
 * BatchNormalization, PRelu, arithmetic, Concat of channels, Slice, Pad, pools and means behind them follow; Transposes
 * stand only where a volume comes in or goes out.
 * Conditions: weights are constants; not named in `onCpu`; the march takes what is written for a node, dilated ones
 * perhaps with the Pad of `pad-to-dilation`, else the node stays.
 * Formula: a sum of products has the same products. A mean over several planes is a sum of equal shares.
 */
export class VolumesToPlanes implements Pass<'original'> {
  readonly name = 'volumes-to-planes';
  readonly summary = 'Carries convolutions over volumes out on the planes of their depths.';

  constructor(
    private readonly march: March,
    private readonly onCpu: readonly string[] = [],
  ) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    const dilations = new PadToDilation(this.march);
    const stays = new Set(graph.nodes.filter((node) => isNamed(node, this.onCpu)));
    for (;;) {
      const members = membersOf(graph, stays);
      if (!members.some((node) => isConv(node, graph))) return graph;
      const writer = written(graph, members);
      const patch = writer.patch();
      const planes = graph.apply(patch);
      const judged = dilations.run(planes);
      const refused = (patch.nodes ?? []).filter(({ id }) => isRefused(this.march, judged.node(id)!, judged));
      if (refused.length === 0) return planes;
      for (const { id } of refused) stays.add(writer.sourceOf(id));
    }
  }
}

/** Writes a node on planes; false, and nothing written, where it has no such form. */
type Form = (node: Node, graph: GraphView) => ((write: PlanesWriter) => ValueId) | undefined;

const isConv = (node: Node, graph: GraphView) => isOverVolumes(node, graph, 'Conv');

/** Convolutions, and the nodes that have a form on planes and read what one of them made. */
function membersOf(graph: GraphView, stays: ReadonlySet<Node>): Node[] {
  const made = new Set<ValueId>();
  const members: Node[] = [];
  for (const node of graph.nodes) {
    if (stays.has(node) || !(isConv(node, graph) || node.inputs.some((id) => made.has(id)))) continue;
    if (!formOf(node, graph)) continue;
    members.push(node);
    for (const id of node.outputs) if (graph.value(id).type.shape.length === 5) made.add(id);
  }
  return members;
}

function written(graph: GraphView, members: readonly Node[]): PlanesWriter {
  const writer = new PlanesWriter(graph, 'carry volumes out on planes', members);
  const inside = new Set(members);
  for (const node of members) {
    const [output] = node.outputs;
    writer.begin(node);
    writer.become(output, formOf(node, graph)!(writer));
    if (graph.isOutput(output) || graph.consumers(output).some((each) => !inside.has(each))) writer.restore(output);
  }
  return writer;
}

function formOf(node: Node, graph: GraphView): ReturnType<Form> {
  for (const form of FORMS) {
    const found = form(node, graph);
    if (found) return found;
  }
  return undefined;
}

const conv: Form = (node, graph) => {
  const [x, w, b = ABSENT] = node.inputs;
  const window = volumeWindow(node, graph, 'Conv');
  const weights = window && constantOf(graph, w);
  if (!weights || (b !== ABSENT && !constantOf(graph, b))) return undefined;
  const { group } = window;
  const [cout, perGroup, depth, height, width] = weights.shape;
  return (write) => {
    const images = tapsAsChannels(write, write.of(x), window, graph.value(node.outputs[0]).type.shape);
    const byTap = ops.Transpose.eval([weights], { perm: [0, 2, 1, 3, 4] })[0];
    const kernel = reshapeTensor(group > 1 ? weights : byTap, [cout, perGroup * depth, height, width]);
    return write.main(ops.Conv, [images, write.constant(w, kernel), b], { ...onPlane(window), group });
  };
};

/**
 * Images whose channels are what every tap along the depth sees: [n · d', kd · c, h, w], tap by tap, but channel by
 * channel in several groups.
 */
function tapsAsChannels(
  write: PlanesWriter,
  images: ValueId,
  { kernel: [kernel], strides: [stride], dilations: [dilation], begin, end, group }: VolumeWindow,
  [n, , depth]: readonly number[],
): ValueId {
  if (kernel === 1 && stride === 1 && begin[0] === 0 && end[0] === 0) return images;
  const [, c, h, w] = write.shapeOf(images);
  const padded = write.padded(write.alongDepth(images, n), begin[0], end[0]);
  const taps = write.taps(padded, { kernel, stride, dilation, depth });
  const side = kernel === 1 ? taps[0] : write.step(ops.Concat, taps, { axis: group > 1 ? 3 : 2 });
  return write.reshaped(side, [n * depth, c * kernel, h, w]);
}

/** What a window is on every plane. */
function onPlane({ kernel, strides, dilations, begin, end }: VolumeWindow) {
  return {
    kernel: kernel.slice(1),
    strides: strides.slice(1),
    dilations: dilations.slice(1),
    pads: [...begin.slice(1), ...end.slice(1)],
  };
}

/** The largest of every plane's window, then along the depth. */
const maxPool: Form = (node, graph) => {
  const window = volumeWindow(node, graph, 'MaxPool');
  if (!window) return undefined;
  const { shape } = graph.value(node.outputs[0]).type;
  const [[kernel], [stride], [dilation], [begin], [end]] = partsOf(window);
  if (kernel > 1 ? dilation > 1 : begin + end > 0) return undefined;
  return (write) => {
    const images = write.of(node.inputs[0]);
    if (kernel === 1 && stride === 1) return write.main(ops.MaxPool, [images], onPlane(window));
    const pooled = write.step(ops.MaxPool, [images], onPlane(window));
    const extended = write.extended(write.alongDepth(pooled, shape[0]), begin, end);
    const [first, ...others] = write.taps(extended, { kernel, stride, dilation, depth: shape[2] });
    const largest = others.reduce((a, b) => write.step(ops.Max, [a, b]), first);
    const [n, c, depth, h, w] = shape;
    return write.reshaped(largest, [n * depth, c, h, w]);
  };
};

/** The mean of every plane's window; over several planes a convolution whose weights are all one share. */
const averagePool: Form = (node, graph) => {
  const window = volumeWindow(node, graph, 'AveragePool');
  if (!window || window.dilations.some((each) => each !== 1)) return undefined;
  const padded = [...window.begin, ...window.end].some((pad) => pad > 0);
  if (padded && window.countsPads) return undefined;
  const { shape } = graph.value(node.outputs[0]).type;
  if (partsOf(window).every(([alongDepth], i) => alongDepth === (i < 3 ? 1 : 0)))
    return (write) => write.main(ops.AveragePool, [write.of(node.inputs[0])], onPlane(window));
  if (padded) return undefined;
  const taps = sizeOf(window.kernel);
  const channels = shape[1];
  const [depth, ...plane] = window.kernel;
  return (write) => {
    const share = float32([channels, depth, ...plane], new Float32Array(channels * taps).fill(1 / taps));
    const images = tapsAsChannels(write, write.of(node.inputs[0]), { ...window, group: channels }, shape);
    const weights = write.constant(`${node.id}_weight`, share);
    return write.main(ops.Conv, [images, weights], { ...onPlane(window), group: channels });
  };
};

/** Its lists, each beginning with what holds along the depth. */
function partsOf({ kernel, strides, dilations, begin, end }: VolumeWindow) {
  return [kernel, strides, dilations, begin, end];
}

/** The mean or the largest of every channel of a volume. */
const wholeVolume: Form = (node, graph) => {
  const op = wholeVolumeOp(node, graph);
  if (!op) return undefined;
  const [n, c, d, h, w] = graph.value(node.inputs[0]).type.shape;
  return (write) => {
    const channels = write.swapped(write.of(node.inputs[0]), [n, d, c, h, w]);
    return write.main(op, [write.reshaped(channels, [n, c, ...(h * w > LONGEST ? [d * h, w] : [d, h * w])])], {});
  };
};

function wholeVolumeOp(node: Node, graph: GraphView): Node['op'] | undefined {
  if (isOverVolumes(node, graph, 'GlobalAveragePool')) return ops.GlobalAveragePool;
  if (isOverVolumes(node, graph, 'GlobalMaxPool')) return ops.GlobalMaxPool;
  if (axesOfReduction(node, ops.ReduceMean, graph)?.join() === '2,3,4') return ops.GlobalAveragePool;
  return axesOfReduction(node, ops.ReduceMax, graph)?.join() === '2,3,4' ? ops.GlobalMaxPool : undefined;
}

/** What treats every element, or every channel, alike. */
const elementwise: Form = (node) => {
  const [x, ...others] = node.inputs;
  const byChannel = ops.BatchNormalization.is(node) || ops.PRelu.is(node);
  if (!byChannel && node.op.scalar === undefined) return undefined;
  return (write) => write.main(node.op, [write.of(x), ...others], { ...(node.attrs as object) });
};

const BINARY = [ops.Add, ops.Sub, ops.Mul, ops.Div, ops.Max, ops.Min];

/** Arithmetic of two volumes, or of one and what is the same at every depth. */
const binary: Form = (node, graph) => {
  const { shape } = graph.value(node.outputs[0]).type;
  if (!BINARY.some((op) => op.is(node)) || shape.length !== 5) return undefined;
  const [n, , d, h, w] = shape;
  const shapes = node.inputs.map((id) => wholeShape(graph.value(id).type.shape));
  const isConstant = node.inputs.map((id) => constantOf(graph, id) !== undefined);
  if (node.inputs.some((id, i) => !isConstant[i] && graph.value(id).type.shape.length !== 5)) return undefined;
  if (shapes.some((each, i) => isConstant[i] && (each[0] > 1 || each[2] > 1))) return undefined;
  const attrs = { ...(node.attrs as object) };
  const image = (write: PlanesWriter, i: number) => {
    const constant = constantOf(graph, node.inputs[i]);
    return constant
      ? write.constant(node.inputs[i], reshapeTensor(constant, shapes[i].toSpliced(2, 1)))
      : write.of(node.inputs[i]);
  };
  if (shapes.every((each, i) => isConstant[i] || n === 1 || (each[0] === n && each[2] === d)))
    return (write) => write.main(node.op, [image(write, 0), image(write, 1)], attrs);
  // Planes of one depth for several: broadcast along it, where height and width are one axis in both.
  const isOneAxis = shapes.every((each) => [1, h * w].includes(sizeOf(each.slice(3))));
  if (!isOneAxis || h * w > LONGEST) return undefined;
  return (write) => {
    const operands = [0, 1].map((i) => write.alongDepth(image(write, i), shapes[i][0]));
    const [, channels] = shape;
    return write.reshaped(write.main(node.op, operands, attrs), [n * d, channels, h, w]);
  };
};

/** A shape with all five dimensions. */
function wholeShape(shape: Shape): Shape {
  return [...new Array<number>(5 - shape.length).fill(1), ...shape];
}

const concat: Form = (node, graph) => {
  if (!ops.Concat.is(node) || normalizeAxis(node.attrs.axis, 5) !== 1) return undefined;
  if (node.inputs.some((id) => constantOf(graph, id))) return undefined;
  return (write) =>
    write.main(
      ops.Concat,
      node.inputs.map((id) => write.of(id)),
      { axis: 1 },
    );
};

/** Along the depth, then on every plane; a whole batch stays. */
const slice: Form = (node, graph) => {
  if (!ops.Slice.is(node)) return undefined;
  const { starts, ends, axes, steps } = node.attrs;
  const places = axes.map((axis) => normalizeAxis(axis, 5));
  if (places.includes(0)) return undefined;
  const pick = (taken: (axis: number) => number | undefined) => {
    const kept = places.flatMap((axis, i) => (taken(axis) === undefined ? [] : [i]));
    const of = (list: readonly number[]) => kept.map((i) => list[i]);
    return { starts: of(starts), ends: of(ends), steps: of(steps), axes: kept.map((i) => taken(places[i])!) };
  };
  const [deep, plane] = [
    pick((axis) => (axis === 2 ? 1 : undefined)),
    pick((axis) => (axis === 2 ? undefined : PLANE[axis])),
  ];
  const [n, c, , h, w] = graph.value(node.inputs[0]).type.shape;
  const depth = graph.value(node.outputs[0]).type.shape[2];
  return (write) => {
    const images = write.of(node.inputs[0]);
    if (deep.axes.length === 0) return write.main(ops.Slice, [images], plane);
    const cut = write.step(ops.Slice, [write.alongDepth(images, n)], deep);
    const fewer = write.reshaped(cut, [n * depth, c, h, w]);
    return plane.axes.length === 0 ? fewer : write.main(ops.Slice, [fewer], plane);
  };
};

/** Which axis of an image one of a volume is. */
const PLANE = [0, 1, 0, 2, 3];

const pad: Form = (node, graph) => {
  if (!ops.Pad.is(node) || node.attrs.mode !== 'constant') return undefined;
  const { pads, value } = node.attrs;
  if (value !== 0 || pads.some((each, i) => each < 0 || (i % 5 < 2 && each > 0))) return undefined;
  const [, , front, top, left, , , back, bottom, right] = pads;
  const [n, c, d, h, w] = graph.value(node.inputs[0]).type.shape;
  return (write) => {
    const deep = write.padded(write.alongDepth(write.of(node.inputs[0]), n), front, back);
    const images = write.reshaped(deep, [n * (d + front + back), c, h, w]);
    return write.main(ops.Pad, [images], { pads: [0, 0, top, left, 0, 0, bottom, right], value });
  };
};

const FORMS: readonly Form[] = [conv, maxPool, averagePool, wholeVolume, elementwise, binary, concat, slice, pad];
