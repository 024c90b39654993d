import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { ConvTranspose, DepthToSpace, Resize, type ResizeAttrs } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type March, forMarch } from './for-march';

/**
 * Before: DepthToSpace, or a nearest Resize by whole factors, which the march refuses
 * After: a ConvTranspose whose window is as large as its stride, named alike: its weights are 1 where a channel goes to
 * a place of the block, or everywhere
 * Conditions: the march takes the ConvTranspose.
 * Formula: windows do not overlap, so every element of the result is one product by 1.
 */
export class BlocksToTransposed implements Pass<'original'> {
  readonly name = 'blocks-to-transposed';
  readonly summary = 'Moves or repeats channels into blocks by a transposed convolution where the march cannot.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  const { shape } = graph.value(node.outputs[0]).type;
  if (DepthToSpace.is(node)) {
    const { blocksize: size, mode } = node.attrs;
    const [groups, channels] = [shape[1], shape[1] * size * size];
    /** Channels of one group stand together in CRD; in DCR a single group has them all. */
    const group = mode === 'CRD' ? groups : 1;
    const wide = groups / group;
    const weights = new Float32Array(channels * wide * size * size);
    for (let c = 0; c < channels; c++) {
      const place = mode === 'CRD' ? c % (size * size) : Math.floor(c / groups);
      const to = mode === 'CRD' ? 0 : c % groups;
      weights[(c * wide + to) * size * size + place] = 1;
    }
    return transposed(graph, node, [size, size], group, [channels, wide], weights);
  }
  if (!Resize.is(node)) return undefined;
  const factors = repeats(node, graph);
  const channels = shape[1];
  return (
    factors &&
    transposed(
      graph,
      node,
      factors,
      channels,
      [channels, 1],
      new Float32Array(channels * factors[0] * factors[1]).fill(1),
    )
  );
}

function transposed(
  graph: Graph,
  node: Node,
  kernel: readonly number[],
  group: number,
  channels: readonly number[],
  weights: Float32Array,
): GraphPatch {
  const build = new PatchBuilder(graph, `write "${node.id}" as a transposed convolution`).remove(node);
  const weight = build.constant(`${node.id}_weight`, float32([...channels, ...kernel], weights));
  build.node({
    id: node.id,
    op: ConvTranspose,
    inputs: [node.inputs[0], weight],
    attrs: { kernel, strides: kernel, group },
    outputs: node.outputs,
    origins: node.origins,
  });
  return build.build();
}

/** How often a Resize repeats every row and column, found by what it makes of row numbers; else undefined. */
function repeats(node: Node<ResizeAttrs>, graph: Graph): readonly number[] | undefined {
  if (node.attrs.mode !== 'nearest') return undefined;
  const [, , h, w] = graph.value(node.inputs[0]).type.shape;
  const { height, width } = node.attrs;
  if (height % h !== 0 || width % w !== 0) return undefined;
  const factors = [height / h, width / w];
  const numbers = (of: (y: number, x: number) => number) =>
    Resize.eval(
      [
        float32(
          [1, 1, h, w],
          Float32Array.from({ length: h * w }, (_, i) => of(Math.floor(i / w), i % w)),
        ),
      ],
      node.attrs,
    )[0];
  const [rows, columns] = [numbers((y) => y), numbers((_, x) => x)];
  const fits = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]).every(
    ([y, x], i) =>
      Number(rows.data[i]) === Math.floor(y / factors[0]) && Number(columns.data[i]) === Math.floor(x / factors[1]),
  );
  return fits ? factors : undefined;
}
