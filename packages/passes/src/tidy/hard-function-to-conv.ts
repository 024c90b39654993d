import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { Conv, HardSigmoid, HardSwish, Mul } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { type March, forMarch } from './for-march';

/**
 * Before: HardSigmoid | HardSwish of an image, which the march refuses
 * After: a depthwise 1x1 Conv with weights α and bias β that clamps to 0..1, named like the first; for HardSwish a Mul
 * of its input by it behind, named like the last
 * Conditions: the march takes the Conv, and the Mul.
 * Formula: `HardSigmoid(x) = clamp(α·x + β, 0, 1)`, `HardSwish(x) = x·clamp(x/6 + 1/2, 0, 1)`.
 */
export class HardFunctionToConv implements Pass<'original'> {
  readonly name = 'hard-function-to-conv';
  readonly summary =
    'Writes HardSigmoid and HardSwish as a depthwise convolution that clamps, where the march lacks them.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    return forMarch(graph, this.march, propose);
  }
}

function propose(node: Node, graph: Graph): GraphPatch | undefined {
  const gate = HardSigmoid.is(node) ? node.attrs : HardSwish.is(node) ? { alpha: 1 / 6, beta: 0.5 } : undefined;
  if (!gate) return undefined;
  const [x] = node.inputs;
  const { shape } = graph.value(x).type;
  if (shape.length !== 4) return undefined;
  const group = shape[1];
  const build = new PatchBuilder(graph, `write "${node.id}" as a convolution`).remove(node);
  const weight = build.constant(
    `${node.id}_weight`,
    float32([group, 1, 1, 1], new Float32Array(group).fill(gate.alpha)),
  );
  const bias = build.constant(`${node.id}_bias`, float32([group], new Float32Array(group).fill(gate.beta)));
  const whole = HardSigmoid.is(node);
  const [clamped] = build.node({
    id: whole ? node.id : build.free(`${node.id}_gate`),
    op: Conv,
    inputs: [x, weight, bias],
    attrs: { kernel: [1, 1], group, min: 0, max: 1 },
    ...(whole ? { outputs: node.outputs } : {}),
    origins: node.origins,
  });
  if (!whole) build.node({ id: node.id, op: Mul, inputs: [x, clamped], outputs: node.outputs, origins: node.origins });
  return build.build();
}
