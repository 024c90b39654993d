import type { Pass } from '@openbpu/core';
import { type Graph, type GraphPatch, type Node, PatchBuilder } from '@openbpu/ir';
import { GlobalMaxPool, MaxPool, ReduceMax, Reshape } from '@openbpu/ops';
import type { Shape } from '@openbpu/tensor';
import { type March, isRefused } from './for-march';
import { axesOfReduction } from './reduction-of';

/** Windows one behind the other, the last leaving one element of every axis that is reduced. */
type Windows = readonly (readonly [number, number])[];

/**
 * Before: ReduceMax over the last axis of rank 3, or over height, width or both of an image
 * After: MaxPool over all of it, or in two steps, the second named like the reduction, or GlobalMaxPool; between
 * Reshapes where a line is no image, or the axes are dropped
 * Conditions: the march takes the pools, and no ReduceMax; the input is not empty.
 */
export class MaxToPool implements Pass<'original'> {
  readonly name = 'max-to-pool';
  readonly summary = 'Writes a maximum over points or pixels as pools where the march reduces in no other way.';

  constructor(private readonly march: March) {}

  run(graph: Graph<'original'>): Graph<'original'> {
    let current = graph;
    for (const { id } of graph.nodes) {
      const node = current.node(id);
      const patches = node ? proposals(node, current) : [];
      if (!node || patches.length === 0 || !isRefused(this.march, node, current)) continue;
      for (const patch of patches) {
        const written = current.apply(patch);
        const pools = (patch.nodes ?? []).filter(({ op }) => op.name !== 'Reshape');
        if (pools.some((pool) => isRefused(this.march, pool, written))) continue;
        current = written;
        break;
      }
    }
    return current;
  }
}

function proposals(node: Node, graph: Graph): GraphPatch[] {
  const axes = axesOfReduction(node, ReduceMax, graph);
  if (!axes) return [];
  const { shape } = graph.value(node.inputs[0]).type;
  const hasPoints = shape.length === 4 || shape.length === 3;
  if (!hasPoints || axes.some((axis) => axis < 2) || shape.includes(0)) return [];
  const image = shape.length === 4 ? shape : [shape[0], shape[1], 1, shape[2]];
  const taken = (axis: number) => axes.includes(shape.length === 4 ? axis : axis - 1);
  const height = taken(2) ? image[2] : 1;
  const width = taken(3) ? image[3] : 1;
  const whole = height === image[2] && width === image[3];
  const steps: Windows[] = [[[height, width]], ...factors(height, width)];
  return [...(whole ? [undefined] : []), ...steps].map((windows) => pooled(node, graph, image, windows));
}

/** The two windows of each way to reduce in two steps, those of the most equal sides first. */
function factors(height: number, width: number): Windows[] {
  const long = Math.max(height, width);
  const divisors = Array.from({ length: long - 2 }, (_, i) => i + 2).filter((by) => long % by === 0);
  return divisors
    .toSorted((a, b) => Math.max(a, long / a) - Math.max(b, long / b))
    .map((by): Windows =>
      width === long
        ? [
            [1, by],
            [height, long / by],
          ]
        : [
            [by, 1],
            [long / by, width],
          ],
    );
}

/** Undefined windows: one GlobalMaxPool. */
function pooled(node: Node, graph: Graph, image: Shape, windows: Windows | undefined): GraphPatch {
  const { id, origins, outputs } = node;
  const build = new PatchBuilder(graph, `write "${id}" as a pool`).remove(node);
  let [x] = node.inputs;
  if (graph.value(x).type.shape.length !== 4)
    [x] = build.node({ id: build.free(`${id}_plane`), op: Reshape, inputs: [x], attrs: { shape: image }, origins });
  const drafts = windows?.map((kernel) => ({ op: MaxPool, attrs: { kernel, strides: kernel } }));
  const { shape } = graph.value(outputs[0]).type;
  const pools = drafts ?? [{ op: GlobalMaxPool, attrs: {} }];
  pools.forEach(({ op, attrs }, i) => {
    const last = i === pools.length - 1;
    const name = last ? id : build.free(`${id}_step`);
    const draft = { id: name, inputs: [x], attrs, outputs: [build.free(`${name}_pooled`)], origins };
    [x] = op === MaxPool ? build.node({ ...draft, op: MaxPool }) : build.node({ ...draft, op: GlobalMaxPool });
  });
  build.node({ id: build.free(`${id}_reshape_output`), op: Reshape, inputs: [x], attrs: { shape }, outputs, origins });
  return build.build();
}
