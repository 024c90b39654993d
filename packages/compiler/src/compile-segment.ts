import { fail } from '@openbpu/diagnostics';
import type { LoweringRule } from '@openbpu/core';
import { type GraphView, type Node, userName } from '@openbpu/ir';
import { type LayerOp, type MachineFeatures, encodeProgram } from '@openbpu/machine';
import { type Refusal, planCalls } from './calls/plan-calls';
import { COMPILER } from './catalogue';
import type { BpuStep } from './compiled-model';
import { ConstantPool } from './constant-pool';
import { link } from './link';
import type { Group } from './partition';
import { matricesOf } from './select/matrices-of';
import { imagesOf, localsOf, selectLayer } from './select/select-layer';
import { Selector } from './select/selector';
import { estimate } from '@openbpu/simulator';
import type { Effort } from './tile/effort';

/** What the compiler knows of the target. */
export interface Target {
  readonly features: MachineFeatures;
  readonly lowering: readonly LoweringRule[];
  /** As much as is known to help, when left out. */
  readonly effort?: Effort;
  /** Cores that share one inference; one, when left out. */
  readonly cores?: number;
  /** The longest a function-call may take, in microseconds; 0, and left out: any time. */
  readonly longestCallUs?: number;
}

/**
 * One segment: nodes become layers, layers instructions on whole tensors, these are cut into tiles, buffers get
 * addresses, the program is encoded. Fails with CMP when a node has no rule, cannot be carried out exactly, or does not
 * fit the chip.
 */
export function compileSegment(
  graph: GraphView,
  { nodes, inputs, outputs, subgraph = 0 }: Group,
  { features, lowering, effort, cores: wanted = 1, longestCallUs = 0 }: Target,
): BpuStep {
  const name = `${graph.name}_subgraph_${subgraph}`;
  const constants = new ConstantPool(features.alignBytes);
  const layers = nodes.flatMap((node) =>
    lower(node, graph, lowering, features.march).map((layer) => ({ layer, node })),
  );
  const images = new Set(layers.flatMap(({ layer }) => imagesOf(layer)));
  const selector = new Selector(
    graph,
    constants,
    images,
    matricesOf(
      layers.map(({ layer }) => layer),
      images,
    ),
  );
  const entry = inputs.map((id) => selector.tensor(id));
  for (const { layer, node } of layers) {
    for (const local of localsOf(layer)) selector.tensor(local, node.id);
    selector.emit(node.id, selectLayer(layer, selector));
  }
  const exit = outputs.map((id) => selector.tensor(id));
  const cores = wanted > 1 ? wanted : undefined;
  const works = selector.works.map((work, at) => ({ work, owner: selector.owners[at] }));
  const pinned = [...entry, ...exit].map(({ buffer }) => buffer);
  const limit = longestCallUs > 0 ? (longestCallUs * features.clockHz) / 1e6 : undefined;
  /** Calls share main memory in the end, so that one may wait where it did not alone: they are then planned shorter. */
  for (let margin = 1; ; margin *= MARGIN) {
    const planned = limit === undefined ? undefined : limit * margin;
    const plan = planCalls(works, pinned, constants, { features, cores, effort, limit: planned });
    if ('owner' in plan) return refuse(plan, margin, nodes, { features, longestCallUs });
    const blob = plan.constants.finish();
    const program = link({ name, features, cores, calls: plan.calls, selector, entry, exit, constBytes: blob.length });
    if (
      limit !== undefined &&
      works.length > 0 &&
      estimate(program, features).calls.some(({ cycles }) => cycles > limit)
    )
      continue;
    return {
      kind: 'bpu',
      name,
      subgraph,
      nodes: nodes.map((node) => node.id),
      inputs,
      outputs,
      program,
      code: encodeProgram(program),
      constants: blob,
    };
  }
}

/** By how much calls are planned shorter that have turned out too long. */
const MARGIN = 0.96;

/** Fails with what stands in the way; `margin` is the part of the limit that was planned with. */
function refuse(
  { owner, cycles }: Refusal,
  margin: number,
  nodes: readonly Node[],
  { features, longestCallUs: limitUs = 0 }: Pick<Target, 'features' | 'longestCallUs'>,
): never {
  const node = nodes.find(({ id }) => id === owner) ?? nodes[0];
  const { march, sramBytes: bytes, clockHz } = features;
  const layer = userName(node);
  return fail(
    cycles === undefined
      ? COMPILER.doesNotFit({ layer, march, bytes })
      : COMPILER.callTooLong({ layer, march, us: Math.ceil((cycles / margin / clockHz) * 1e6), limitUs }),
    node.origins[0],
  );
}

function lower(node: Node, graph: GraphView, rules: readonly LoweringRule[], march: string): readonly LayerOp[] {
  const rule = rules.find(({ op }) => op.is(node));
  const layer = userName(node);
  return (rule ?? fail(COMPILER.noLowering({ layer, op: node.op.name, march }, node.origins[0]))).lower(node, graph);
}
