import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Conv, Reshape, Transpose } from '@openbpu/ops';
import { type Shape, expectDType, float32, makeTensor, sameShape, sizeOf } from '@openbpu/tensor';
import { type March, forMarch } from './for-march';

/**
 * Before: Reshape -> Transpose -> Reshape that only changes the order of an image's channels, which the march refuses
 * After: a 1x1 Conv whose weights are that permutation, named like the last
 * Conditions: nobody else reads what stands between; the march takes the Conv.
 * Formula: `y[c] = 1·x[order[c]]`, exact; it stays exact in integers, where both sides share a scale.
 */
export class ShuffleToConv implements Pass<'original'> {
  readonly name = 'shuffle-to-conv';
  readonly summary = 'Shuffles channels by a 1x1 convolution where the march cannot move them.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(first: Node, graph: Graph): GraphPatch | undefined {
  const transpose = Reshape.is(first) ? soleReader(first, graph) : undefined;
  const last = transpose && Transpose.is(transpose) ? soleReader(transpose, graph) : undefined;
  if (!transpose || !last || !Reshape.is(last)) return undefined;
  const { shape } = graph.value(first.inputs[0]).type;
  const chain = [first, transpose, last];
  const order = sameShape(shape, graph.value(last.outputs[0]).type.shape) ? channelOrder(chain, shape) : undefined;
  if (!order) return undefined;
  const channels = order.length;
  const build = new PatchBuilder(graph, `shuffle the channels by a convolution "${last.id}"`).remove(...chain);
  const weight = new Float32Array(channels * channels);
  order.forEach((from, to) => (weight[to * channels + from] = 1));
  const inputs = [first.inputs[0], build.constant(`${last.id}_weight`, float32([channels, channels, 1, 1], weight))];
  build.node({
    id: last.id,
    op: Conv,
    inputs,
    attrs: { kernel: [1, 1] },
    outputs: last.outputs,
    origins: chain.flatMap(({ origins }) => origins),
  });
  return build.build();
}

function soleReader({ outputs: [id] }: Node, graph: Graph): Node | undefined {
  const readers = graph.consumers(id);
  return readers.length === 1 && !graph.isOutput(id) ? readers[0] : undefined;
}

/**
 * For every channel of the result the one it was, found by moving the indices of an image; undefined when more than
 * channels move.
 */
function channelOrder(chain: readonly Node[], shape: Shape): number[] | undefined {
  if (shape.length !== 4 || sizeOf(shape) > 2 ** 31 - 1) return undefined;
  const [, channels, height, width] = shape;
  const plane = height * width;
  let moved = makeTensor(
    'int32',
    shape,
    new Int32Array(sizeOf(shape)).map((_, i) => i),
  );
  for (const { op, attrs } of chain) moved = expectDType(op.eval([moved], attrs)[0], 'int32');
  const order = Array.from({ length: channels }, (_, c) => Math.floor(moved.data[c * plane] / plane));
  const wanted = (i: number) => {
    const image = Math.floor(i / (channels * plane));
    return (image * channels + order[Math.floor(i / plane) % channels]) * plane + (i % plane);
  };
  return moved.data.every((from, i) => from === wanted(i)) ? order : undefined;
}
