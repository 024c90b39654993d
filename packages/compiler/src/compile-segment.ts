import { fail } from '@openbpu/diagnostics';
import type { LoweringRule } from '@openbpu/core';
import { type GraphView, type Node, userName } from '@openbpu/ir';
import { type Instruction, type LayerOp, type Local, type MachineFeatures, type Operand, type Program, type Region, encodeProgram, mapOperands, operandsOf } from '@openbpu/machine';
import { allocate } from './allocate';
import type { Access, PlacedTensor } from './buffer';
import { COMPILER } from './catalogue';
import type { BpuStep } from './compiled-model';
import { ConstantPool } from './constant-pool';
import type { Group } from './partition';
import { selectLayer } from './select/select-layer';
import { Selector } from './select/selector';
import { synchronise } from './synchronise';

/** What the compiler knows of the target. */
export interface Target {
  readonly features: MachineFeatures;
  readonly lowering: readonly LoweringRule[];
}

/**
 * One segment: nodes become layers, layers instructions on named buffers, buffers get addresses, the program is
 * encoded. Fails with CMP when a node has no rule or a rule finds that it cannot be carried out exactly.
 */
export function compileSegment(graph: GraphView, { nodes, inputs, outputs, subgraph = 0 }: Group, { features, lowering }: Target): BpuStep {
  const name = `${graph.name}_subgraph_${subgraph}`;
  const constants = new ConstantPool(features.alignBytes);
  const layers = nodes.flatMap((node) => lower(node, graph, lowering, features.march).map((layer) => ({ layer, node })));
  const selector = new Selector(graph, constants, new Set(layers.flatMap(({ layer }) => imagesOf(layer))));
  const entry = inputs.map((id) => selector.tensor(id));
  for (const { layer, node } of layers) {
    for (const local of localsOf(layer)) selector.tensor(local, node.id);
    selectLayer(layer, selector);
  }
  const exit = outputs.map((id) => selector.tensor(id));
  const instructions = synchronise(selector.instructions);
  const blob = constants.finish();
  const program = link({ name, march: features.march, instructions, selector, entry, exit, constBytes: blob.length, alignBytes: features.alignBytes });
  return { kind: 'bpu', name, subgraph, nodes: nodes.map((node) => node.id), inputs, outputs, program, code: encodeProgram(program), constants: blob };
}

function lower(node: Node, graph: GraphView, rules: readonly LoweringRule[], march: string): readonly LayerOp[] {
  const rule = rules.find(({ op }) => op === node.op);
  const layer = userName(node);
  return (rule ?? fail(COMPILER.noLowering({ layer, op: node.op.name, march }, node.origins[0]))).lower(node, graph);
}

/** The operands a layer reads and writes as images. */
function imagesOf(layer: LayerOp): Operand[] {
  return layer.kind === 'conv' || layer.kind === 'pool' || layer.kind === 'resize' ? [layer.x, layer.y] : [];
}

/** The locals a layer computes or reads from memory; constants are arranged where they are used. */
function localsOf(layer: LayerOp): Local[] {
  return Object.values<unknown>({ ...layer }).filter((value): value is Local => isLocal(value) && value.data === undefined);
}

function isLocal(value: unknown): value is Exclude<Operand, string> {
  return typeof value === 'object' && value !== null && 'name' in value && 'dtype' in value && 'shape' in value;
}

interface Linkable {
  readonly name: string;
  readonly march: string;
  readonly instructions: readonly Instruction<Access>[];
  readonly selector: Selector;
  readonly entry: readonly PlacedTensor[];
  readonly exit: readonly PlacedTensor[];
  readonly constBytes: number;
  readonly alignBytes: number;
}

/** Gives buffers their addresses and tensors their time. */
function link({ name, march, instructions, selector, entry, exit, constBytes, alignBytes }: Linkable): Program {
  const pinned = { before: entry.map(({ buffer }) => buffer), after: exit.map(({ buffer }) => buffer) };
  const [ddr, sram] = [allocate('ddr', instructions, pinned, alignBytes), allocate('sram', instructions, pinned, alignBytes)];
  const base = ({ buffer }: { readonly buffer: Access['buffer'] }) => ddr.offsets.get(buffer) ?? sram.offsets.get(buffer) ?? 0;
  const region = (access: Access): Region => ({ space: access.buffer.space, offset: base(access) + access.offset, dtype: access.dtype, shape: access.shape, strides: access.strides });
  const ready = new Map<Access['buffer'], number>();
  instructions.forEach((instruction, at) => operandsOf(instruction).writes.forEach(({ buffer }) => ready.set(buffer, at + 1)));
  const mentioned = selector.tensors.filter(({ buffer }) => ddr.offsets.has(buffer) || sram.offsets.has(buffer));
  return {
    name,
    march,
    memory: { ddr: ddr.bytes, sram: sram.bytes, const: constBytes },
    tensors: mentioned.map((tensor) => ({
      name: tensor.name, space: tensor.buffer.space, offset: base(tensor) + tensor.offset, dtype: tensor.dtype, shape: tensor.shape, layout: tensor.layout, ready: ready.get(tensor.buffer) ?? 0,
    })),
    inputs: entry.map((tensor) => tensor.name),
    outputs: exit.map((tensor) => tensor.name),
    calls: [{ name: `${name}_fc_0`, instructions: instructions.map((instruction) => mapOperands(instruction, region)) }],
  };
}
