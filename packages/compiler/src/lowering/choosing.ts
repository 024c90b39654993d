import type { Node } from '@openbpu/ir';
import type { LayerOp, Local, MoveLayer, Operand } from '@openbpu/machine';
import { Gather, GatherElements, HzArgMax, HzArgMin, HzTopKPlaces, HzTopKValues, ReduceMax } from '@openbpu/ops';
import { type Shape, normalizeAxis, stridesOf, toNumbers } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';
import { reshapeLayers } from './reordering';

/** More pieces than these are not worth a move each. */
const FEW_RUNS = 8;

/** A move for each run of places at equal steps; where there are many, places are looked up one by one. */
export const lowerGather = defineLowering(Gather, ({ inputs: [x, indices], outputs: [y], attrs }, graph) => {
  const { shape: from, dtype } = graph.value(x).type;
  const to = graph.value(y).type.shape;
  const axis = normalizeAxis(attrs.axis, from.length);
  const list = graph.value(indices).constant!;
  const places = toNumbers(list).map((place) => (place < 0 ? place + from[axis] : place));
  const shape = from.with(axis, places.length);
  const result: Operand = list.shape.length === 1 ? y : { name: 'chosen', dtype, shape };
  const behind = result === y ? [] : reshapeLayers(result, shape, y, to, dtype);
  const runs = runsOf(places);
  const layers: readonly LayerOp[] =
    runs.length > FEW_RUNS
      ? [{ kind: 'gather', x, y: result, axis, places: placesLocal([places.length], places) }]
      : runs.map((run) => moveRun(x, from, result, shape, axis, run));
  return [...layers, ...behind];
});

export const lowerGatherElements = defineLowering(
  GatherElements,
  ({ inputs: [x, indices], outputs: [y], attrs }, graph) => {
    const from = graph.value(x).type.shape;
    const axis = normalizeAxis(attrs.axis, from.length);
    const list = graph.value(indices).constant!;
    const places = toNumbers(list).map((place) => (place < 0 ? place + from[axis] : place));
    return [{ kind: 'gather', x, y, axis, places: placesLocal(list.shape, places) }];
  },
);

function placesLocal(shape: Shape, places: readonly number[]): Local {
  return { name: 'places', dtype: 'int32', shape, data: Int32Array.from(places) };
}

/** Places at equal steps, the step not negative. */
interface Run {
  /** Where it begins among the places. */
  readonly at: number;
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

export function runsOf(places: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < places.length;) {
    const step = at + 1 < places.length ? Math.max(0, places[at + 1] - places[at]) : 0;
    let count = 1;
    while (at + count < places.length && places[at + count] === places[at] + count * step) count++;
    runs.push({ at, first: places[at], step: count > 1 ? step : 0, count });
    at += count;
  }
  return runs;
}

function moveRun(x: Operand, from: Shape, y: Operand, to: Shape, axis: number, run: Run): MoveLayer {
  const [xStrides, yStrides] = [stridesOf(from), stridesOf(to)];
  return {
    kind: 'move',
    x,
    y,
    size: to.with(axis, run.count),
    xOffset: run.first * xStrides[axis],
    xStrides: xStrides.with(axis, run.step * xStrides[axis]),
    yOffset: run.at * yStrides[axis],
    yStrides,
  };
}

const argOf =
  (order: 'largest' | 'smallest') =>
  ({ inputs: [x], outputs: [y], attrs }: Node<{ axis: number; selectLast: boolean }>, rank: number): LayerOp => ({
    kind: 'topk',
    fn: 'places',
    order,
    ties: attrs.selectLast ? 'last' : 'first',
    x,
    y,
    axis: normalizeAxis(attrs.axis, rank),
  });

export const lowerHzArgMax = defineLowering(HzArgMax, (node, graph) => [
  argOf('largest')(node, graph.value(node.inputs[0]).type.shape.length),
]);

export const lowerHzArgMin = defineLowering(HzArgMin, (node, graph) => [
  argOf('smallest')(node, graph.value(node.inputs[0]).type.shape.length),
]);

const topkOf =
  (fn: 'values' | 'places') =>
  ({ inputs: [x], outputs: [y], attrs }: Node<{ axis: number; largest: boolean }>, rank: number): LayerOp => ({
    kind: 'topk',
    fn,
    order: attrs.largest ? 'largest' : 'smallest',
    ties: 'first',
    x,
    y,
    axis: normalizeAxis(attrs.axis, rank),
  });

export const lowerHzTopKValues = defineLowering(HzTopKValues, (node, graph) => [
  topkOf('values')(node, graph.value(node.inputs[0]).type.shape.length),
]);

export const lowerHzTopKPlaces = defineLowering(HzTopKPlaces, (node, graph) => [
  topkOf('places')(node, graph.value(node.inputs[0]).type.shape.length),
]);

/** The first of a ranking along each axis, one axis after the other, and a reshape where several do not stay. */
export const lowerReduceMax = defineLowering(ReduceMax, ({ inputs: [x], outputs: [y], attrs }, graph) => {
  const { shape, dtype } = graph.value(x).type;
  const axes = attrs.axes.map((axis) => normalizeAxis(axis, shape.length));
  const direct = attrs.keepdims || axes.length === 1;
  const layers: LayerOp[] = [];
  let from: Operand = x;
  let size: Shape = shape;
  axes.forEach((axis, i) => {
    size = size.with(axis, 1);
    const to: Operand = direct && i === axes.length - 1 ? y : { name: `largest_${i}`, dtype, shape: size };
    layers.push({ kind: 'topk', fn: 'values', order: 'largest', ties: 'first', x: from, y: to, axis });
    from = to;
  });
  return direct ? layers : [...layers, ...reshapeLayers(from, size, y, graph.value(y).type.shape, dtype)];
});
