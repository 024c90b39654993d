import type { Pass } from '@openbpu/core';
import {
  type Graph,
  type GraphPatch,
  type GraphView,
  type Node,
  PatchBuilder,
  type ValueId,
  constantOf,
} from '@openbpu/ir';
import { Concat, Conv, type ConvAttrs, Slice } from '@openbpu/ops';
import { expectDType, float32, normalizeAxis } from '@openbpu/tensor';
import { type March, isRefused } from './for-march';
import { isClosed, unique } from './norm-parts';

/**
 * Before: an input -> Slices that take every s-th row and column, each from another place -> Concat of their channels
 * -> Conv
 * After: Conv of the input with a window and a stride s times as large, named like the last
 * Conditions: one group, no dilation, constant weights; s divides the height and width; nobody else reads what stands
 * between; the march takes the Conv.
 * Formula: `w'[o, c, s·ky + y, s·kx + x] = w[o, branch·channels + c, ky, kx]` for the branch that begins at (y, x), or
 * the sum of those that do.
 */
export class FocusToConv implements Pass<'original'> {
  readonly name = 'focus-to-conv';
  readonly summary = 'Takes the slices of an input that a convolution reads side by side into its window.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const patch = node && Conv.is(node) ? propose(node, current) : undefined;
      const written = patch && current.apply(patch);
      if (written && !isRefused(this.march, written.node(id)!, written)) current = written;
    }
    return current;
  }
}

/** Every `step[i]`-th element of axis 2 + i of a value, from `start[i]` on. */
interface Lattice {
  readonly x: ValueId;
  readonly start: readonly [number, number];
  readonly step: readonly [number, number];
  readonly nodes: readonly Node[];
}

function propose(node: Node<ConvAttrs>, graph: Graph): GraphPatch | undefined {
  const concat = graph.producer(node.inputs[0]);
  const weight = constantOf(graph, node.inputs[1]);
  if (!concat || !Concat.is(concat) || !weight || normalizeAxis(concat.attrs.axis, 4) !== 1) return undefined;
  const { kernel, strides, pads, dilations, group } = node.attrs;
  const branches = concat.inputs.flatMap((id) => latticeOf(id, graph) ?? []);
  const [first] = branches;
  if (!first || branches.length !== concat.inputs.length || group !== 1 || dilations.some((by) => by !== 1))
    return undefined;
  const { x, step } = first;
  const [, channels, height, width] = graph.value(x).type.shape;
  const fits = branches.every(
    (each) => each.x === x && each.step.join() === step.join() && each.start.every((at, i) => at < step[i]),
  );
  if (!fits || !graph.inputs.includes(x) || height % step[0] !== 0 || width % step[1] !== 0 || step.join() === '1,1')
    return undefined;
  const nodes = unique([...branches.flatMap((each) => each.nodes), concat, node]);
  if (!isClosed(graph, nodes, node)) return undefined;
  const build = new PatchBuilder(graph, `take the slices before "${node.id}" into its window`).remove(...nodes);
  const { data } = expectDType(weight, 'float32');
  const [many] = weight.shape;
  const [kh, kw] = kernel;
  const size = [kh * step[0], kw * step[1]];
  const wide = new Float32Array(many * channels * size[0] * size[1]);
  let from = 0;
  for (let o = 0; o < many; o++)
    for (const { start } of branches)
      for (let c = 0; c < channels; c++)
        for (let ky = 0; ky < kh; ky++)
          for (let kx = 0; kx < kw; kx++, from++)
            wide[((o * channels + c) * size[0] + ky * step[0] + start[0]) * size[1] + kx * step[1] + start[1]] +=
              data[from];
  const w = build.constant(node.inputs[1], float32([many, channels, ...size], wide));
  build.node({
    ...node,
    inputs: [x, w, ...node.inputs.slice(2)],
    attrs: {
      ...node.attrs,
      kernel: size,
      strides: strides.map((by, i) => by * step[i]),
      pads: pads.map((by, i) => by * step[i % 2]),
    },
    origins: nodes.flatMap(({ origins }) => origins),
  });
  return build.build();
}

/** What Slices of rows and columns give of an image, up to its first maker that is none; undefined for no Slice. */
function latticeOf(id: ValueId, graph: GraphView): Lattice | undefined {
  const node = graph.producer(id);
  if (!node || !Slice.is(node)) return undefined;
  const { shape } = graph.value(node.inputs[0]).type;
  const out = graph.value(id).type.shape;
  const { starts, axes, steps } = node.attrs;
  const start: [number, number] = [0, 0];
  const step: [number, number] = [1, 1];
  for (const [i, given] of axes.entries()) {
    const axis = normalizeAxis(given, 4) - 2;
    if ((axis !== 0 && axis !== 1) || steps[i] < 1) return undefined;
    start[axis] = starts[i] < 0 ? Math.max(starts[i] + shape[2 + axis], 0) : starts[i];
    step[axis] = steps[i];
  }
  /** All that the step reaches, so that the branches are equally large and nothing is cut off. */
  if ([0, 1].some((i) => out[2 + i] !== Math.ceil((shape[2 + i] - start[i]) / step[i]))) return undefined;
  const inner = latticeOf(node.inputs[0], graph);
  if (!inner) return { x: node.inputs[0], start, step, nodes: [node] };
  return {
    x: inner.x,
    start: [inner.start[0] + start[0] * inner.step[0], inner.start[1] + start[1] * inner.step[1]],
    step: [inner.step[0] * step[0], inner.step[1] * step[1]],
    nodes: [...inner.nodes, node],
  };
}
