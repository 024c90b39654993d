import type { Constraint, Pass, PassContext, QuantPolicy } from '@openbpu/core';
import { type Diagnostic, fail } from '@openbpu/diagnostics';
import {
  ABSENT,
  type Graph,
  GraphDraft,
  type GraphView,
  type Node,
  type NodeId,
  type StatedRange,
  type StatedRanges,
  type ValueId,
  statedMetadata,
  statedRanges,
  userName,
} from '@openbpu/ir';
import { Lstm, PRelu, foreignType, typeName } from '@openbpu/ops';
import { hasDType } from '@openbpu/tensor';
import { PASSES } from '../catalogue';
import { inModel } from './as-in-model';
import { assignSubgraphs } from './assign-subgraphs';
import { guardPoles } from './guard-poles';
import { guardSentinels } from './guard-sentinels';
import { integerTypes, typedPlacement, wantedInt8, whyInt8 } from './integer-types';
import { isTail } from './is-tail';
import { islands } from './islands';
import { loadedRanges } from './loaded-ranges';
import { type MaskedSum, maskedSums } from './masked-sums';
import { tellOfOutputs } from './output-types';
import { poleOf } from './poles';
import { checkNames, warnOfFused, warnOfIdle, warnOfRefused } from './answered-requests';
import { type PlacementRequests, isNamed, keyOntoBpu, namesOn, requestFor } from './requests';
import { statedTail } from './stated-tail';
import { refuseWithoutRange, withLoaded } from './without-range';

/** What becomes several nodes that the BPU carries out, in one form: not a node of its own there. */
const UNROLLED = 'LSTM';

/**
 * Settles once, for every node, where it runs, in which subgraph, and its integer types.
 *
 * Every node that abides by the rules starts on the BPU, but for those that int8 could bring to a pole (`guardPoles`);
 * then nodes are only demoted, until nothing changes: a passive node (it only moves data) needs a quantised node before
 * and after it, and what reads a mask a sum in int16 that may saturate (`maskedSums`); whoever takes an output that is
 * wanted as integers counts as quantised. At last a convolution that feeds no BPU node becomes a tail and gives its
 * int32 accumulators, and so does a table that would give int16, with int32 entries, and that of a Sigmoid unless the
 * user wants int8 of it; but not for such outputs, nor for what the model itself states with the type it has here: its
 * integers saturate, which accumulators do not.
 */
export class Place implements Pass<'original', 'optimized'> {
  readonly name = 'place';
  readonly summary = 'Decides BPU or CPU for every node, with the reason, the subgraph and the integer types.';
  private readonly onCpu: readonly string[];
  private readonly onBpu: readonly string[];

  constructor(
    private readonly constraints: readonly Constraint[],
    private readonly policy: QuantPolicy,
    private readonly requests: PlacementRequests = {},
  ) {
    this.onCpu = namesOn(requests, 'CPU');
    this.onBpu = namesOn(requests, 'BPU');
  }

  run(graph: Graph<'original'>, context: PassContext): Graph<'optimized'> {
    checkNames(graph, this.requests, context.sink);
    const refusals = new Map<NodeId, Diagnostic>();
    const masked = maskedSums(graph);
    for (const node of graph.nodes) {
      const because = this.refusal(node, graph, masked);
      if (because) refusals.set(node.id, because);
    }
    this.refuseNearPoles(graph, refusals);
    const loaded = this.requests.loads ? loadedRanges(graph, this.requests.images ?? new Set()) : undefined;
    const onBpu = (node: Node) => !refusals.has(node.id);
    const { constraints, policy, requests } = this;
    const rules = { constraints, policy, requests };
    const against = whyInt8(graph, onBpu, rules);
    const narrow = wantedInt8(graph, onBpu, rules);
    const saturates = ({ node, tensors }: MaskedSum) => onBpu(node) && tensors.every((id) => against(id) === undefined);
    const without: Diagnostic[] = [];
    for (let before = -1; refusals.size > before;) {
      before = refusals.size;
      this.refuseSentinels(graph, refusals, masked.filter(saturates));
      this.demotePassive(graph, refusals);
      if (loaded) without.push(...refuseWithoutRange(graph, refusals, loaded, masked.filter(saturates), this.requests));
      this.demoteUnanchored(graph, refusals);
    }
    const subgraphs = assignSubgraphs(graph, onBpu);
    const stated = loaded ?? statedRanges(graph.metadata);
    const { wide, fallen } = integerTypes(graph, onBpu, rules, masked.filter(saturates), statedWide(stated));
    for (const diagnostic of fallen) context.sink.report(diagnostic);
    const saturating = new Map<ValueId, StatedRange>();
    const placed = GraphDraft.mapped(graph, 'optimized', (node) => {
      const because = refusals.get(node.id);
      if (because) return { ...node, placement: { on: 'cpu', because } };
      const placement = typedPlacement(graph, node, subgraphs.get(node.id) ?? 0, wide);
      if (this.isIntegerOutput(node, graph) || !isTail(node, graph, onBpu, placement, narrow))
        return { ...node, placement };
      const range = statedTail(node, graph, stated);
      if (range?.type !== placement.output) return { ...node, placement: { ...placement, output: 'int32' } };
      if (!stated.has(node.outputs[0])) saturating.set(node.outputs[0], { ...range, derived: true });
      return { ...node, placement };
    });
    context.signal?.throwIfAborted();
    for (const because of without) context.sink.report(because);
    warnOfFused(graph, this.requests, context.sink);
    warnOfRefused(graph, this.requests, refusals, context.sink);
    warnOfIdle(graph, this.requests, (node) => this.policy.quantise[node.op.name], refusals, context.sink);
    tellOfOutputs(placed, this.requests, keyOntoBpu(this.policy), context.sink);
    if (!this.requests.mayBeIdle) requireBpuNode(placed);
    if (loaded) return withLoaded(placed, loaded, this.requests, context.sink);
    return saturating.size === 0 ? placed : placed.at('optimized', statedMetadata(new Map([...stated, ...saturating])));
  }

  /** Whether a node gives an output of the model that is wanted as integers. */
  private isIntegerOutput({ outputs }: Node, graph: Graph): boolean {
    return this.requests.outputType !== undefined && outputs.some((id) => graph.isOutput(id));
  }

  /** Whether a node is wanted on the BPU: the user asks for it, or it is taken for mended. */
  private isAsked(node: Node): boolean {
    return isNamed(node, this.onBpu) || this.requests.mended?.has(node.id) === true;
  }

  private refusal(node: Node, graph: Graph, masked: readonly MaskedSum[]): Diagnostic | undefined {
    const type = node.op.name;
    const how = node.op.integer ? this.policy.quantise[type] : undefined;
    const named = requestFor(node, this.onCpu);
    if (named !== undefined) {
      const host = named === node.id ? named : userName(node);
      return PASSES.askedForCpu({ node: named, host }, node.origins[0]);
    }
    if (how === undefined) return this.withoutForm(node, graph);
    const against = this.objection(node, graph, masked);
    if (against || how !== 'manual' || this.isAsked(node)) return against;
    return PASSES.onRequestOnly({ type, node: node.id, key: keyOntoBpu(this.policy) }, node.origins[0]);
  }

  /** Why the integer form of a node cannot be carried out here, even where it is asked for. */
  private objection(node: Node, graph: Graph, masked: readonly MaskedSum[]): Diagnostic | undefined {
    const type = node.op.name;
    const places = node.op.integer?.indices ?? [];
    const activations = node.outputs.filter((_, i) => !places.includes(i));
    const other = [...node.inputs, ...activations].find((id) => isOtherThanFloat(graph, id));
    if (other !== undefined) {
      const { dtype } = graph.value(other).type;
      return PASSES.otherElements({ type, tensor: other, dtype }, node.origins[0]);
    }
    const computed = node.op.integer?.constantInputs?.find(
      (index) => node.inputs[index] && !graph.value(node.inputs[index]).constant,
    );
    if (computed !== undefined) return PASSES.computedInput({ type, input: node.inputs[computed] }, node.origins[0]);
    const broken = masked.some((sum) => sum.node === node)
      ? undefined
      : node.inputs.find((id) => !allFinite(graph, id));
    if (broken !== undefined) return PASSES.brokenConstant({ constant: broken }, node.origins[0]);
    if (this.requests.mended?.has(node.id)) return undefined;
    for (const constraint of this.constraints) {
      if (constraint.appliesTo !== 'every-op' && !constraint.appliesTo.includes(type)) continue;
      const verdict = constraint.check(node, graph);
      if (verdict !== true)
        return {
          ...PASSES.ruleForbids(
            { rule: constraint.id, sentence: constraint.sentence, reason: verdict, ...inModel(node, type, verdict) },
            node.origins[0],
          ),
          ...(constraint.hint ? { hint: constraint.hint } : {}),
        };
    }
    return undefined;
  }

  /** Why a node has no integer form on the march: its type has none, or the form that it is in. */
  private withoutForm(node: Node, graph: Graph): Diagnostic {
    const type = Lstm.is(node) ? UNROLLED : typeName(node);
    const isListed = type === UNROLLED || (foreignType(node) !== undefined && type in this.policy.quantise);
    if (!isListed) {
      const asSum = this.isSumInt16(node, graph) ? { asInt16: userName(node) } : {};
      return PASSES.runsOnCpuOnly({ type, ...inModel(node, type), ...asSum }, node.origins[0]);
    }
    const [tensor] = node.outputs;
    if (!isOtherThanFloat(graph, tensor)) return PASSES.otherForm({ type }, node.origins[0]);
    return PASSES.otherElements({ type, tensor, dtype: graph.value(tensor).type.dtype }, node.origins[0]);
  }

  /** Whether a node that the march has in no form would be written as a sum that it has, were it asked to be int16. */
  private isSumInt16(node: Node, graph: Graph): boolean {
    const { int16, quantise } = this.policy;
    const has = (op: string) => op in int16 && op in quantise;
    return (
      PRelu.is(node) &&
      allFinite(graph, node.inputs[1]) &&
      isConstant(graph, node.inputs[1]) &&
      has('Conv') &&
      has('Add')
    );
  }

  private refuseNearPoles(graph: Graph, refusals: Map<NodeId, Diagnostic>): void {
    const needs = guardPoles(
      graph,
      (node) => this.isAsked(node),
      ({ id }) => !refusals.has(id),
    );
    for (const [id, { pole }] of needs) {
      if (refusals.has(id) || this.requests.mended?.has(id)) continue;
      const node = graph.node(id)!;
      const type = typeName(node);
      const operand = poleOf(node)?.input;
      const because =
        node === pole && operand !== undefined
          ? PASSES.nearPole({ type, operand: node.inputs[operand] }, node.origins[0])
          : PASSES.feedsPole({ type, node: pole.id }, node.origins[0]);
      refusals.set(id, because);
    }
  }

  private refuseSentinels(graph: Graph, refusals: Map<NodeId, Diagnostic>, saturating: readonly MaskedSum[]): void {
    const sums = new Set(saturating.map(({ node }) => node.id));
    for (const [id, { where }] of guardSentinels(graph, sums)) {
      const node = graph.node(id)!;
      if (!refusals.has(id)) refusals.set(id, PASSES.sentinel({ type: typeName(node), where }, node.origins[0]));
    }
  }

  private demotePassive(graph: Graph, refusals: Map<NodeId, Diagnostic>): void {
    const onBpu = (node: Node | undefined) => node !== undefined && !refusals.has(node.id);
    for (let changed = true; changed;) {
      changed = false;
      for (const node of graph.nodes) {
        if (!onBpu(node) || this.policy.quantise[node.op.name] !== 'passive') continue;
        const before = node.inputs.some((id) => onBpu(graph.producer(id)));
        const after = this.isIntegerOutput(node, graph) || node.outputs.some((id) => graph.consumers(id).some(onBpu));
        if (before && after) continue;
        refusals.set(
          node.id,
          PASSES.passiveAlone({ type: node.op.name, side: before ? 'after' : 'before' }, node.origins[0]),
        );
        changed = true;
      }
    }
  }

  /**
   * A BPU island without a sum of products is not worth its two crossings, unless the user asked for one of its nodes.
   */
  private demoteUnanchored(graph: Graph, refusals: Map<NodeId, Diagnostic>): void {
    const anchors = (node: Node) => node.op.integer?.accumulates !== undefined || this.isAsked(node);
    const lost = islands(graph, (node) => !refusals.has(node.id))
      .filter((island) => !island.some(anchors))
      .flat();
    for (const node of lost) refusals.set(node.id, PASSES.unanchored({ type: node.op.name }, node.origins[0]));
  }
}

/** Throws a DiagnosticError where every node of a placed graph is on the CPU; `skipped`: passes that were left out. */
export function requireBpuNode({ nodes }: GraphView, skipped: readonly string[] = []): void {
  if (!nodes.some(({ placement }) => placement?.on === 'bpu')) fail(PASSES.noBpuNode({ nodes: nodes.length, skipped }));
}

/** The tensors that the model itself wants as int16. */
function statedWide(ranges: StatedRanges): ValueId[] {
  return [...ranges].flatMap(([id, { type }]) => (type === 'int16' ? [id] : []));
}

/** Whether a tensor is a mask that is constant, or computed or fed and neither a mask nor float32. */
function isOtherThanFloat(graph: GraphView, id: ValueId): boolean {
  if (id === ABSENT) return false;
  const { type, constant } = graph.value(id);
  return constant === undefined ? type.dtype !== 'float32' && type.dtype !== 'bool' : type.dtype === 'bool';
}

function isConstant(graph: GraphView, id: ValueId): boolean {
  return graph.value(id).constant !== undefined;
}

/** Whether a value is computed, or a constant of finite numbers. */
function allFinite(graph: GraphView, id: ValueId): boolean {
  const constant = id === ABSENT ? undefined : graph.value(id).constant;
  if (!constant || !hasDType(constant, 'float32')) return true;
  for (let i = 0; i < constant.data.length; i++) if (!Number.isFinite(constant.data[i])) return false;
  return true;
}
