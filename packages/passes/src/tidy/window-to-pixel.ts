import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { Conv, Reshape } from '@openbpu/ops';
import { reshapeTensor, sizeOf } from '@openbpu/tensor';
import { type March, isRefused } from './for-march';

/**
 * Before: Conv whose window is the whole image, as gemm-to-conv makes them, which the march refuses
 * After: Reshape to an image of one pixel, named `<conv>_reshape_input` -> Conv 1x1
 * Conditions: one group, no pads; the weights are constants; the march takes the 1x1 Conv.
 */
export class WindowToPixel implements Pass<'original'> {
  readonly name = 'window-to-pixel';
  readonly summary = 'Flattens an image before a fully connected layer whose window is too large for the march.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const patch = node && propose(node, current);
      const written = patch && isRefused(this.march, node, current) ? current.apply(patch) : undefined;
      if (written && !isRefused(this.march, written.node(id)!, written)) current = written;
    }
    return current;
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  const weight = Conv.is(node) ? constantOf(graph, node.inputs[1]) : undefined;
  if (!Conv.is(node) || !weight || node.attrs.group !== 1 || node.attrs.pads.some((width) => width !== 0))
    return undefined;
  const { shape } = graph.value(node.inputs[0]).type;
  const [height, width] = node.attrs.kernel;
  if (height !== shape[2] || width !== shape[3] || height * width === 1) return undefined;
  const build = new PatchBuilder(graph, `flatten the image before "${node.id}"`).remove(node);
  const channels = sizeOf(shape.slice(1));
  const [x] = build.node({
    id: build.free(`${node.id}_reshape_input`),
    op: Reshape,
    inputs: [node.inputs[0]],
    attrs: { shape: [shape[0], channels, 1, 1] },
    origins: node.origins,
  });
  const flat = build.constant(node.inputs[1], reshapeTensor(weight, [weight.shape[0], channels, 1, 1]));
  const attrs = { ...node.attrs, kernel: [1, 1], strides: [1, 1], dilations: [1, 1] };
  build.node({ ...node, attrs, inputs: [x, flat, ...node.inputs.slice(2)] });
  return build.build();
}
