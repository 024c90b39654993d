import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder, type ValueId, constantOf } from '@openbpu/ir';
import { Add, Conv, LeakyRelu, PRelu, Reshape } from '@openbpu/ops';
import { expectDType, float32, sizeOf } from '@openbpu/tensor';
import type { TypeRules } from '../place/integer-types';
import { forInt16 } from './for-int16';

/**
 * Before: a PRelu that is asked to be int16, which the march does not give it
 * After: where all slopes are one, a LeakyRelu; else two depthwise 1x1 Convs of its input, one of 1 that keeps what is
 * above 0 (`<prelu>_above`) and one of the magnitudes of the slopes that keeps what is below (`<prelu>_below`), which a
 * third gives the signs of the slopes where one is negative (`<prelu>_signed`), and an Add of the two, named alike.
 * What has another rank than 4 is an image [n, c, …, w] in between, by Reshapes.
 * Conditions: the slopes are constant and finite; the march takes all of it, in int16.
 * Formula: `PRelu(x) = max(x, 0) + s·min(x, 0)`. Of the two terms one is 0, so that a sum rounds no more than its other
 * term; and a depthwise 1x1 kernel is exact in integers.
 */
export class PReluToSum implements Pass<'original'> {
  readonly name = 'prelu-to-sum';
  readonly summary =
    'Writes a PRelu that is asked to be int16 as a LeakyRelu, or as the sum of what is above and below 0.';

  constructor(private readonly rules: TypeRules) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forInt16(graph, this.rules, formsOf);
  }
}

function formsOf(node: Node, graph: Graph): GraphPatch[] {
  const constant = PRelu.is(node) ? constantOf(graph, node.inputs[1]) : undefined;
  if (!constant) return [];
  const slopes = expectDType(constant, 'float32').data;
  if (!slopes.every(Number.isFinite)) return [];
  return [
    slopes.every((slope) => slope === slopes[0]) ? asLeakyRelu(node, graph, slopes[0]) : asSum(node, graph, slopes),
  ];
}

function asLeakyRelu(node: Node, graph: Graph, alpha: number): GraphPatch {
  const { id, inputs, outputs, origins } = node;
  const build = new PatchBuilder(graph, `write "${id}" as a LeakyRelu`).remove(node);
  build.node({ id, op: LeakyRelu, inputs: [inputs[0]], attrs: { alpha }, outputs, origins });
  return build.build();
}

function asSum(node: Node, graph: Graph, slopes: Float32Array): GraphPatch {
  const { id, inputs, outputs, origins } = node;
  const { shape } = graph.value(inputs[0]).type;
  const isImage = shape.length === 4;
  const [n, channels, ...rest] = shape;
  const build = new PatchBuilder(graph, `write "${id}" as a sum`).remove(node);
  const scaled = (name: string, x: ValueId, factors: Float32Array, clamp: object) => {
    const weight = build.constant(`${id}_${name}_weight`, float32([channels, 1, 1, 1], factors));
    const attrs = { kernel: [1, 1], group: channels, ...clamp };
    return build.node({ id: build.free(`${id}_${name}`), op: Conv, inputs: [x, weight], attrs, origins })[0];
  };
  const reshaped = (name: string, from: ValueId, to: readonly number[], more: object = {}) =>
    build.node({
      id: build.free(`${id}_${name}`),
      op: Reshape,
      inputs: [from],
      attrs: { shape: to },
      origins,
      ...more,
    })[0];
  const image = [n, channels, sizeOf(rest.slice(0, -1)), rest.at(-1) ?? 1];
  const x = isImage ? inputs[0] : reshaped('reshape_input', inputs[0], image);
  const above = scaled('above', x, new Float32Array(channels).fill(1), { min: 0 });
  let below = scaled('below', x, slopes.map(Math.abs), { max: 0 });
  if (slopes.some((slope) => slope < 0))
    below = scaled(
      'signed',
      below,
      slopes.map((slope) => (slope < 0 ? -1 : 1)),
      {},
    );
  const sum = isImage ? outputs : [build.free(`${outputs[0]}_image`)];
  build.node({ id, op: Add, inputs: [above, below], outputs: sum, origins });
  if (!isImage) reshaped('reshape_output', sum[0], shape, { outputs });
  return build.build();
}
