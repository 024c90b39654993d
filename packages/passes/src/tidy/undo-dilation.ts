import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, type ValueId, PatchBuilder, constantOf } from '@openbpu/ir';
import { Concat, Conv, type ConvAttrs, Pad, Slice } from '@openbpu/ops';
import { type Tensor, expectDType, float32, sizeOf } from '@openbpu/tensor';
import type { TypeRules } from '../place/integer-types';
import { forInt16, isDilated } from './for-int16';

/** A kernel is widened at once where it gets no more than so many times its taps. */
const MOST_TIMES = 4;
/** More nodes than this are taken only where nothing else is carried out. */
const MOST_NODES = 200;
/** More pieces, or more elements of a kernel, are not even tried. */
const [MOST_PIECES, MOST_ELEMENTS] = [2 ** 12, 2 ** 26];

/**
 * Before: a Conv with a dilation d above 1 that is asked to be int16, which the march does not give it
 * After, whichever the march takes in int16, the first one first where it has at most 4 times the taps, or where the
 * second has more than 200 nodes:
 * 1. of constant weights, the Conv with a kernel of (k − 1)·d + 1 that has zeros between its taps
 * 2. of stride 1, Pad with what each window reads -> along each such axis d Slices of every d-th row, put together
 *    (Concat) -> the Conv, not dilated, its name kept -> along each axis Slices that take a row of each of those in
 *    turn, put together
 * Formula: output d·j + p reads rows d·(j + tap) + p alone, so that those of each p are an image of their own. With
 * n = ⌈out / d⌉ + k − 1 rows in each, output d·j + p stands at n·p + j. The sums are the same, in integers too.
 */
export class UndoDilation implements Pass<'original'> {
  readonly name = 'undo-dilation';
  readonly summary = 'Writes a dilated convolution that is asked to be int16 as one that is not dilated.';

  constructor(private readonly rules: TypeRules) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forInt16(graph, this.rules, formsOf);
  }
}

function formsOf(node: Node, graph: Graph): GraphPatch[] {
  if (!Conv.is(node) || !isDilated(node)) return [];
  const { kernel, dilations } = node.attrs;
  const wide = widened(node, graph);
  const apart = inPhases(node, graph);
  const times = sizeOf(kernel.map((taps, i) => (taps - 1) * dilations[i] + 1)) / sizeOf(kernel);
  const isLight = times <= MOST_TIMES || (apart?.nodes?.length ?? 0) > MOST_NODES;
  return (isLight ? [wide, apart] : [apart, wide]).filter((patch) => patch !== undefined);
}

function widened(node: Node<ConvAttrs>, graph: Graph): GraphPatch | undefined {
  const weight = constantOf(graph, node.inputs[1]);
  if (!weight) return undefined;
  const { kernel, dilations } = node.attrs;
  const wide = kernel.map((taps, i) => (taps - 1) * dilations[i] + 1);
  if (sizeOf([...weight.shape.slice(0, 2), ...wide]) > MOST_ELEMENTS) return undefined;
  const build = new PatchBuilder(graph, `widen the kernel of "${node.id}" to ${wide.join('x')}`).remove(node);
  const inputs = [node.inputs[0], build.constant(node.inputs[1], withZeros(weight, dilations, wide))];
  const attrs = { ...node.attrs, kernel: wide, dilations: [1, 1] };
  build.node({ ...node, inputs: [...inputs, ...node.inputs.slice(2)], attrs });
  return build.build();
}

/** Weights [many, c, kh, kw] over a window of that size, the taps apart by the dilations. */
function withZeros(weight: Tensor, [down, across]: readonly number[], [rows, columns]: readonly number[]): Tensor {
  const { data } = expectDType(weight, 'float32');
  const [many, channels, height, width] = weight.shape;
  const wide = new Float32Array(many * channels * rows * columns);
  data.forEach((value, at) => {
    const [plane, y, x] = [Math.floor(at / (height * width)), Math.floor(at / width) % height, at % width];
    wide[(plane * rows + y * down) * columns + x * across] = value;
  });
  return float32([many, channels, rows, columns], wide);
}

function inPhases(node: Node<ConvAttrs>, graph: Graph): GraphPatch | undefined {
  const { kernel, dilations, strides } = node.attrs;
  const axes = [0, 1].filter((axis) => dilations[axis] > 1 && kernel[axis] > 1);
  if (axes.length === 0 || axes.some((axis) => strides[axis] > 1)) return undefined;
  const [input, output] = [node.inputs[0], node.outputs[0]].map((id) => graph.value(id).type.shape.slice(2));
  const given = output.map((length, axis) => Math.ceil(length / dilations[axis]));
  if (axes.some((axis) => dilations[axis] + given[axis] > MOST_PIECES)) return undefined;
  const read = given.map((length, axis) => length + kernel[axis] - 1);
  const pads = [...node.attrs.pads];
  const border = new Array<number>(8).fill(0);
  for (const axis of axes) {
    border[2 + axis] = pads[axis];
    border[6 + axis] = dilations[axis] * read[axis] - input[axis] - pads[axis];
    pads[axis] = pads[2 + axis] = 0;
  }
  const build = new PatchBuilder(graph, `take "${node.id}" over rows and columns that lie a dilation apart`);
  build.remove(node);
  const add = (op: Node['op'], inputs: readonly ValueId[], attrs: Record<string, unknown>, to?: ValueId) => {
    const id = build.free(`${node.id}_phases`);
    return build.node({ id, op, inputs, attrs, outputs: [to ?? id], origins: node.origins })[0];
  };
  /** Slices that begin one after the other, each of so many rows a step apart, put together. */
  const pieces = (from: ValueId, axis: number, rows: readonly number[], step: number, to?: ValueId) => {
    const parts = rows.map((count, first) => {
      const ends = [first + (count - 1) * step + 1];
      const name = rows.length === 1 ? to : undefined;
      return add(Slice, [from], { starts: [first], ends, axes: [2 + axis], steps: [step] }, name);
    });
    return parts.length === 1 ? parts[0] : add(Concat, parts, { axis: 2 + axis }, to);
  };
  let x = node.inputs[0];
  if (border.some((width) => width > 0)) x = add(Pad, [x], { pads: border });
  for (const axis of axes) {
    const d = dilations[axis];
    x = pieces(x, axis, new Array<number>(d).fill(read[axis]), d);
  }
  let y = build.free(`${node.outputs[0]}_phases`);
  const attrs = { ...node.attrs, dilations: [1, 1], pads };
  build.node({ ...node, inputs: [x, ...node.inputs.slice(1)], attrs, outputs: [y] });
  axes.forEach((axis, i) => {
    const d = dilations[axis];
    const rows = Array.from({ length: given[axis] }, (_, block) => Math.min(d, output[axis] - block * d));
    y = pieces(y, axis, rows, read[axis], i === axes.length - 1 ? node.outputs[0] : undefined);
  });
  return build.build();
}
