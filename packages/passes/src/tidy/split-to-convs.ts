import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder, constantOf } from '@openbpu/ir';
import { Conv, Split } from '@openbpu/ops';
import { type Tensor, expectDType, float32, sizeOf } from '@openbpu/tensor';
import { type March, forMarch } from './for-march';
import { soleProducer } from './sole-producer';

/**
 * Before: Conv -> Split along the channels, which the march refuses
 * After: one Conv for each part, named `<conv>_<part>`, with its share of the weights
 * Conditions: one group; nobody else reads the Conv; weights are constants; the march takes every Conv.
 * Formula: output channels do not know of each other.
 */
export class SplitToConvs implements Pass<'original'> {
  readonly name = 'split-to-convs';
  readonly summary = 'Computes the parts of a split convolution apart where the march cannot split them.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  const conv = Split.is(node) ? soleProducer(graph, node.inputs[0]) : undefined;
  if (!Split.is(node) || !conv || !Conv.is(conv) || conv.attrs.group !== 1) return undefined;
  const [x, weightId, biasId = ''] = conv.inputs;
  const weight = constantOf(graph, weightId);
  const bias = constantOf(graph, biasId);
  const { axis, sizes } = node.attrs;
  if (!weight || (biasId !== '' && !bias) || (axis !== 1 && axis !== -3)) return undefined;
  const build = new PatchBuilder(graph, `compute the parts of "${conv.id}" apart`).remove(conv, node);
  let first = 0;
  sizes.forEach((size, part) => {
    const id = build.free(`${conv.id}_${part}`);
    const share = (name: string, of: Tensor) => build.constant(`${name}_${part}`, rows(of, first, size));
    const inputs = [x, share(weightId, weight), ...(bias ? [share(biasId, bias)] : [])];
    build.node({
      ...conv,
      attrs: { ...conv.attrs },
      id,
      inputs,
      outputs: [node.outputs[part]],
      origins: [...conv.origins, ...node.origins],
    });
    first += size;
  });
  return build.build();
}

/** `count` rows of a tensor, the first dimension counting. */
function rows(tensor: Tensor, first: number, count: number): Tensor<'float32'> {
  const [, ...rest] = tensor.shape;
  const row = sizeOf(rest);
  return float32([count, ...rest], expectDType(tensor, 'float32').data.subarray(first * row, (first + count) * row));
}
