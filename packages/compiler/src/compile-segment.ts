import { fail } from '@openbpu/diagnostics';
import type { LoweringRule } from '@openbpu/core';
import { type GraphView, type Node, userName } from '@openbpu/ir';
import { type LayerOp, type MachineFeatures, encodeProgram } from '@openbpu/machine';
import { COMPILER } from './catalogue';
import type { BpuStep } from './compiled-model';
import { ConstantPool } from './constant-pool';
import { link } from './link';
import type { Group } from './partition';
import { matricesOf } from './select/matrices-of';
import { imagesOf, localsOf, selectLayer } from './select/select-layer';
import { Selector } from './select/selector';
import type { Effort } from './tile/effort';
import { tile } from './tile/tile';

/** What the compiler knows of the target. */
export interface Target {
  readonly features: MachineFeatures;
  readonly lowering: readonly LoweringRule[];
  /** As much as is known to help, when left out. */
  readonly effort?: Effort;
}

/**
 * One segment: nodes become layers, layers instructions on whole tensors, these are cut into tiles, buffers get
 * addresses, the program is encoded. Fails with CMP when a node has no rule, cannot be carried out exactly, or does not
 * fit the chip.
 */
export function compileSegment(
  graph: GraphView,
  { nodes, inputs, outputs, subgraph = 0 }: Group,
  { features, lowering, effort }: Target,
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
  const tiled = tile(
    selector.works,
    [...entry, ...exit].map(({ buffer }) => buffer),
    features,
    constants,
    effort,
  );
  if ('misfit' in tiled) {
    const node = nodes.find(({ id }) => id === selector.owners[tiled.misfit]) ?? nodes[0];
    return fail(
      COMPILER.doesNotFit({ layer: userName(node), march: features.march, bytes: features.sramBytes }, node.origins[0]),
    );
  }
  const blob = tiled.constants.finish();
  const program = link({ name, features, tiled, selector, entry, exit, constBytes: blob.length });
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

function lower(node: Node, graph: GraphView, rules: readonly LoweringRule[], march: string): readonly LayerOp[] {
  const rule = rules.find(({ op }) => op.is(node));
  const layer = userName(node);
  return (rule ?? fail(COMPILER.noLowering({ layer, op: node.op.name, march }, node.origins[0]))).lower(node, graph);
}
