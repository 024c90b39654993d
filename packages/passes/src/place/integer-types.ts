import type { Constraint, QuantPolicy } from '@openbpu/core';
import type { Diagnostic } from '@openbpu/diagnostics';
import { ABSENT, type GraphView, type Node, type Placement, type ValueId, userName } from '@openbpu/ir';
import { typeName } from '@openbpu/ops';
import { PASSES } from '../catalogue';
import { type ActivationType, computedPositions, isComputed, nodesByName, tensorsAsked } from './asked-tensors';
import { isLayer } from './is-layer';
import type { MaskedSum } from './masked-sums';
import { realOutputs } from './output-types';
import { type NodeRequest, type PlacementRequests, asksTypes, namesOn } from './requests';

/** What is settled of the types of activations. */
export interface IntegerTypes {
  readonly wide: ReadonlySet<ValueId>;
  /** Requests that could not be met, each with the node that asked and the rule against it. */
  readonly fallen: readonly Diagnostic[];
}

/** What placement knows of the march and the user when types are settled. */
export interface TypeRules {
  readonly constraints: readonly Constraint[];
  readonly policy: QuantPolicy;
  readonly requests: PlacementRequests;
}

/**
 * Settles which activations of BPU nodes are int16: those that a request names as inputs or outputs of its node, those
 * that a node reads which makes much of small differences, and those that nodes which only move or choose elements make
 * of them, or make them of. A tensor has one type for all its
 * readers, so its producer and every reader must allow it; one that somebody forbids stays int8, and a request for it
 * is told of. Images stay what they are fed as.
 * So are the outputs of the model where they are wanted as int16; where they are wanted as int8 they stay int8.
 * So are those of `stated`, which the model itself wants as int16, where nobody forbids it.
 * What a last sum of int16 gives is int16 too where int32 may not hold its accumulators and nobody forbids it.
 * `saturating` sums, to whose int16 `whyInt8` has nothing to say, give int16.
 */
export function integerTypes(
  graph: GraphView,
  onBpu: (node: Node) => boolean,
  rules: TypeRules,
  saturating: readonly MaskedSum[] = [],
  stated: readonly ValueId[] = [],
): IntegerTypes {
  const typed = (rules.requests.nodes ?? []).filter(asksTypes);
  const wide = new Set<ValueId>();
  const fallen: Diagnostic[] = [];
  const fine = graph.nodes.filter((node) => onBpu(node) && node.op.integer?.readsFine === true);
  const { outputType } = rules.requests;
  const outputs = outputType === 'int16' ? realOutputs(graph, onBpu) : [];
  if (typed.length + fine.length + saturating.length + stated.length + outputs.length === 0) return { wide, fallen };
  const named = nodesByName(graph);
  const against = whyInt8(graph, onBpu, rules);
  const asked = (name: string) => (['BPU', 'CPU'] as const).find((on) => namesOn(rules.requests, on).includes(name));
  for (const request of typed) {
    const { node: name, key } = request;
    const nodes = named.get(name) ?? [];
    if (nodes.length > 0 && !nodes.some(onBpu))
      fallen.push(PASSES.typesOfCpuNode({ key, node: name, asked: asked(name) }, nodes[0].origins[0]));
    fallen.push(...absentInputs(request, nodes.filter(onBpu), graph));
    for (const { id, property } of tensorsAsked(request, nodes.filter(onBpu), graph, 'int16')) {
      const why = against(id);
      if (why === undefined) wide.add(id);
      else fallen.push(PASSES.staysNarrow({ key, node: name, property, tensor: id, why }, nodes[0].origins[0]));
    }
  }
  for (const id of outputs) {
    const why = against(id);
    if (why === undefined) wide.add(id);
    else fallen.push(PASSES.narrowOutput({ output: id, why }, graph.producer(id)?.origins[0]));
  }
  const allowed = (id: ValueId) => against(id) === undefined;
  for (const id of stated) if (isOfBpu(graph, id, onBpu) && allowed(id)) wide.add(id);
  for (const { inputs } of fine) keepFine(inputs[0], graph, wide, onBpu, allowed);
  for (const { tensors } of saturating) for (const id of tensors) wide.add(id);
  spread(graph, wide, onBpu, allowed);
  for (const node of graph.nodes.filter(onBpu))
    if (overflowsAsTail(node, graph, onBpu, wide))
      for (const id of node.outputs) if (against(id) === undefined) wide.add(id);
  return { wide, fallen };
}

/** Tells of an activation why it cannot be int16, as a clause: what the user, or a rule, has against it. */
export function whyInt8(
  graph: GraphView,
  onBpu: (node: Node) => boolean,
  rules: TypeRules,
): (id: ValueId) => string | undefined {
  const narrow = wantedInt8(graph, onBpu, rules);
  return (id) => narrow.get(id) ?? whyNarrow(graph, id, onBpu, rules);
}

/** The activations that the user wants in int8, each with a clause that says so. */
export function wantedInt8(
  graph: GraphView,
  onBpu: (node: Node) => boolean,
  { requests: { nodes = [], outputType } }: TypeRules,
): ReadonlyMap<ValueId, string> {
  const outputs = outputType === 'int8' ? realOutputs(graph, onBpu) : [];
  return new Map([
    ...outputs.map((id) => [id, `"${id}" is an output, and optimization asks for int8`] as const),
    ...askedNarrow(graph, nodes.filter(asksTypes), nodesByName(graph)),
  ]);
}

/** The placement of a BPU node whose outputs are not accumulators. */
export function typedPlacement(
  graph: GraphView,
  node: Node,
  subgraph: number,
  wide: ReadonlySet<ValueId>,
): Placement & { readonly on: 'bpu' } {
  const typeOf = (id: ValueId): ActivationType => (wide.has(id) ? 'int16' : 'int8');
  const computed = node.inputs.filter((id) => isComputed(graph, id)).map(typeOf);
  const mixed = new Set(computed).size > 1;
  const input = mixed ? node.inputs.map(typeOf) : (computed[0] ?? 'int8');
  return { on: 'bpu', subgraph, input, output: node.outputs.some((id) => wide.has(id)) ? 'int16' : 'int8' };
}

/** Whether a node would give its accumulators to readers off the BPU, were they not sums of int16 beyond int32. */
function overflowsAsTail(
  { op, attrs, inputs, outputs }: Node,
  graph: GraphView,
  onBpu: (node: Node) => boolean,
  wide: ReadonlySet<ValueId>,
): boolean {
  if (op.integer?.accumulates?.(attrs) !== true || !wide.has(inputs[0])) return false;
  const types = inputs.map((id) => (id === ABSENT ? undefined : graph.value(id).type));
  return (
    op.integer.accumulates(attrs, { dtype: 'int16', inputs: types }) !== true &&
    outputs.every((id) => !graph.consumers(id).some(onBpu))
  );
}

/** Inputs that a request gives a type to and that none of the nodes of its name has as an activation. */
function absentInputs(request: NodeRequest, nodes: readonly Node[], graph: GraphView): Diagnostic[] {
  if (nodes.length === 0) return [];
  const computed = computedPositions(nodes, graph);
  return Object.keys(request.inputTypes ?? {})
    .filter((position) => !computed.includes(Number(position)))
    .map((position) =>
      PASSES.noSuchInput({ ...request, property: `InputType${position}`, computed }, nodes[0].origins[0]),
    );
}

/** The tensors that somebody wants as int8, each with that as a clause. */
function askedNarrow(
  graph: GraphView,
  requests: readonly NodeRequest[],
  named: ReadonlyMap<string, readonly Node[]>,
): ReadonlyMap<ValueId, string> {
  return new Map(
    requests.flatMap((request) =>
      tensorsAsked(request, named.get(request.node) ?? [], graph, 'int8').map(
        ({ id, property }) => [id, `${property} of "${request.node}" is int8`] as const,
      ),
    ),
  );
}

/**
 * A tensor whose small differences count, and what it is computed from on the BPU, back to the next layer.
 */
function keepFine(
  id: ValueId,
  graph: GraphView,
  wide: Set<ValueId>,
  onBpu: (node: Node) => boolean,
  allowed: (id: ValueId) => boolean,
): void {
  if (!isComputed(graph, id) || wide.has(id) || !allowed(id)) return;
  wide.add(id);
  const producer = graph.producer(id);
  if (!producer || !onBpu(producer) || isLayer(producer)) return;
  for (const input of producer.inputs) keepFine(input, graph, wide, onBpu, allowed);
}

/** From an int16 tensor to those on the other side of a node that only moves or chooses elements. */
function spread(
  graph: GraphView,
  wide: Set<ValueId>,
  onBpu: (node: Node) => boolean,
  allowed: (id: ValueId) => boolean,
): void {
  const pending = [...wide];
  const shares = (node: Node) => onBpu(node) && node.op.integer?.sharesScale?.(node.attrs) === true;
  for (const id of pending) {
    const producer = graph.producer(id);
    const movers = [...(producer ? [producer] : []), ...graph.consumers(id)].filter(shares);
    for (const other of movers.flatMap(({ inputs, outputs }) => [...inputs, ...outputs])) {
      if (!isComputed(graph, other) || wide.has(other) || !allowed(other)) continue;
      wide.add(other);
      pending.push(other);
    }
  }
}

/** Whether a node on the BPU gives a tensor, or reads it. */
function isOfBpu(graph: GraphView, id: ValueId, onBpu: (node: Node) => boolean): boolean {
  const producer = graph.hasValue(id) ? graph.producer(id) : undefined;
  return (producer !== undefined && onBpu(producer)) || graph.consumers(id).some(onBpu);
}

/** Why a tensor cannot be int16: a clause; undefined where it can. */
function whyNarrow(
  graph: GraphView,
  id: ValueId,
  onBpu: (node: Node) => boolean,
  rules: TypeRules,
): string | undefined {
  if (rules.requests.images?.has(id)) return `"${id}" is an image, which is fed as int8`;
  const { dtype } = graph.value(id).type;
  if (dtype === 'bool') return `"${id}" is true or false, which is int8 on the BPU`;
  if (dtype !== 'float32') return `"${id}" holds places, which are int32 on the BPU`;
  const producer = graph.producer(id);
  const readers = graph.consumers(id).filter(onBpu);
  for (const node of producer && onBpu(producer) ? [producer, ...readers] : readers) {
    const why = whyNodeInt8(node, id, graph, rules);
    if (why !== undefined) return why;
  }
  return undefined;
}

/** Why a node on the BPU cannot read, or give, a tensor as int16: a clause; undefined where it can. */
export function whyNodeInt8(
  node: Node,
  id: ValueId,
  graph: GraphView,
  { constraints, policy }: TypeRules,
): string | undefined {
  const name = typeName(node);
  if (node.op.integer?.int8Inputs?.some((i) => node.inputs[i] === id))
    return `${name} "${userName(node)}" reads int8 alone`;
  if (!(node.op.name in policy.int16)) return `${name} "${userName(node)}" computes in int8 alone on this march`;
  const placement = { on: 'bpu', subgraph: 0, ...typesWith(node, id) } as const;
  for (const constraint of constraints) {
    if (constraint.appliesTo !== 'every-op' && !constraint.appliesTo.includes(node.op.name)) continue;
    if (constraint.check(node, graph) !== true) continue;
    const verdict = constraint.check({ ...node, placement }, graph);
    if (verdict !== true) return `${verdict} (${constraint.id}, of ${name} "${userName(node)}")`;
  }
  return undefined;
}

function typesWith(node: Node, id: ValueId): { input: ActivationType; output: ActivationType } {
  return {
    input: node.inputs.includes(id) ? 'int16' : 'int8',
    output: node.outputs.includes(id) ? 'int16' : 'int8',
  };
}
