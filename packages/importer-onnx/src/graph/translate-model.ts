import { CustomOps } from '@openbpu/custom-op';
import { type Diagnostic, type Sink, DiagnosticError } from '@openbpu/diagnostics';
import { type Budget, Meter } from '@openbpu/guard';
import { type Graph, type OpSet, type ValueId, ABSENT } from '@openbpu/ir';
import type { GraphProto, NodeProto } from '@openbpu/onnx';
import { type TensorType, int64, makeTensor } from '@openbpu/tensor';
import { KNOWN_OPSET, checkModel, checkNodes, opsetOf } from '../check/check-model';
import { quantisingNodes } from '../check/quantising-nodes';
import { EVALUATORS, LAST_EVALUATORS } from '../fold/evaluators';
import { foldNode } from '../fold/fold-node';
import { MAPPINGS } from '../mappings/mappings';
import { type TypeSources, emitOpaque } from '../opaque/emit-opaque';
import type { Probe } from '../opaque/probe-fragment';
import { IMPORT_ONNX } from '../catalogue';
import type { OnnxModel } from '../read-source';
import { Attributes } from './attributes';
import { chosenOutputs } from './chosen-outputs';
import { standardPairs } from './contributed-pairs';
import { customNode } from './custom-node';
import { cutNodes } from './cut-nodes';
import { declaredTypes } from './declared-types';
import { GraphBuilder } from './graph-builder';
import { graphInputs, widened } from './graph-inputs';
import type { ImportNode } from './import-node';
import { Initialisers } from './initialisers';
import { inlineFunctions } from './inline-functions';
import { type PlacedNode, ownNames, readsOf, renamed } from './inner-graphs';
import { liveNodes } from './live-nodes';
import { type Mapping, OPAQUE } from './mapping';
import { MissingInput } from './missing-input';
import { nodeOrigin } from './node-origin';
import { operatorForm } from './operator-form';
import { QuantisedPairs, onlyDequantised } from './quantised-pairs';
import { sequencesFirst } from './sequences-first';
import { settledBranch } from './settled-branch';
import { standardDomain } from './standard-domain';
import { UnrolledNodes, goesOn, noSlices, settledLoop, stackSlices } from './unrolled-loop';

/** Complaints after which the rest is not looked at any more. */
const ENOUGH = 50;

export interface TranslateOptions {
  /** Finds output types that neither the inputs of a node nor the model say; without it such a node is refused. */
  readonly probe?: Probe;
  /** What folding the constants of the model may take; the usual one if absent. */
  readonly budget?: Budget;
  /** What the user's modules give for nodes of other domains; none if absent. */
  readonly customOps?: CustomOps;
}

/**
 * Turns a model into a graph. Throws one DiagnosticError with everything that stands against it: first what concerns
 * the model as a whole, else what concerns its nodes, those behind a failed node left out.
 */
export async function translateModel(
  source: OnnxModel,
  ops: OpSet,
  sink: Sink,
  { probe, budget, customOps = new CustomOps() }: TranslateOptions = {},
): Promise<Graph<'imported'>> {
  const { model, file, outputNodes: asked = [], cutNodes: cut = [] } = source;
  const whole = { name: model.graph.name ?? file, file };
  const written = operatorForm(standardPairs(inlineFunctions(model, file)));
  const chosen = asked.length > 0 ? chosenOutputs(written, { asked, calls: model.graph.node, file }, sink) : written;
  const graph = cut.length > 0 ? cutNodes(chosen, cut, file, sink) : chosen;
  const live = liveNodes(graph, file);
  const { inputs, diagnostics, asDeclared } = graphInputs(graph, source.inputShapes, file);
  stopOn([
    ...checkModel({ ...model, graph }, live.nodes, file, customOps),
    ...diagnostics.filter(({ severity }) => severity === 'error'),
  ]);
  const widenings = graph.output.flatMap((info) => widened('output', info, file));
  [...diagnostics, ...widenings].forEach((diagnostic) => sink.report(diagnostic));
  if (live.dead.length > 0) sink.report(IMPORT_ONNX.unusedNodes({ nodes: live.dead }, whole));
  const version = opsetOf(model);
  if (version > KNOWN_OPSET) sink.report(IMPORT_ONNX.newOpset({ version, known: KNOWN_OPSET }, whole));

  const initialisers = new Initialisers(graph.initializer, file, source.loadExternal);
  const b = new GraphBuilder(ops, initialisers, namesOf(graph), new Meter(budget));
  inputs.forEach(({ id, type }) => b.input(id, type));
  const translation = new Translation(source, b, version, asDeclared, customOps, probe);
  await translation.graph(graph, live.nodes);
  stopOn(translation.found);
  const listed = graph.output.map(({ name = '' }) => name);
  const outputs = [...new Set(listed)];
  for (const output of outputs)
    if (listed.indexOf(output) !== listed.lastIndexOf(output)) sink.report(IMPORT_ONNX.outputTwice({ output }, whole));
  const { producerName = '', producerVersion = '' } = model;
  const imported = b.build(graph.name || 'graph', outputs, {
    source_format: 'onnx',
    source_opset: String(version),
    ...(producerName ? { source_producer: `${producerName} ${producerVersion}`.trim() } : {}),
  });
  const quantised = quantisingNodes(imported);
  if (quantised) sink.report(IMPORT_ONNX.quantisedAlready({ ...quantised, ...translation.pairs.unread }, whole));
  const { stated, statedTwice } = b;
  if (stated.length > 0) sink.report(IMPORT_ONNX.statedRanges({ tensors: stated.length }, whole));
  const { uneven } = translation.pairs;
  if (uneven.length > 0) sink.report(IMPORT_ONNX.unevenRanges({ tensors: uneven, of: stated.length }, whole));
  if (statedTwice.size > 0) sink.report(IMPORT_ONNX.statedTwice({ tensors: [...statedTwice] }, whole));
  return imported;
}

/** Translates nodes one after the other, in place of an If those of its branch, of a Loop those of its rounds. */
class Translation {
  /** What stands against nodes. */
  readonly found: Diagnostic[] = [];
  private readonly failed = new Set<string>();
  private readonly declared = new Map<string, TensorType>();
  private readonly sources: TypeSources;
  readonly pairs: QuantisedPairs;
  private readonly unrolled = new UnrolledNodes();
  private readonly mappings = new Map<string, Mapping>(
    MAPPINGS.flatMap((mapping) => mapping.opTypes.map((opType) => [opType, mapping] as const)),
  );

  constructor(
    private readonly source: OnnxModel,
    private readonly b: GraphBuilder,
    private readonly opset: number,
    private readonly asDeclared: boolean,
    private readonly customOps: CustomOps,
    probe: Probe | undefined,
  ) {
    this.pairs = new QuantisedPairs(b);
    this.sources = { declared: (id) => this.declared.get(id), probe };
  }

  /** `live` are the nodes of `graph` that are needed, in order. */
  async graph(graph: GraphProto, live: readonly PlacedNode[]): Promise<void> {
    if (this.asDeclared) for (const [id, type] of declaredTypes(graph)) this.declared.set(id, type);
    const positions = new Map<NodeProto, number>(graph.node.map((node, i) => [node, i]));
    const read = new Set([...graph.node.flatMap(readsOf), ...graph.output.map(({ name = '' }) => name)]);
    const paired = onlyDequantised(
      live,
      graph.output.map(({ name = '' }) => name),
    );
    for (const proto of live) {
      if (this.found.length >= ENOUGH) return;
      const fail = () => proto.output.forEach((id) => this.failed.add(id));
      if (readsOf(proto).some((id) => this.failed.has(id))) {
        fail();
        continue;
      }
      try {
        const node = importNode(proto, positions.get(proto) ?? 0, this.opset, this.source.file, read, this.b);
        if (!standardDomain(proto.domain)) {
          await this.custom(node);
          continue;
        }
        if (paired.has(proto.output[0]) && this.pairs.hold(node)) continue;
        await this.node(node);
      } catch (error) {
        this.found.push(...diagnosticsOf(error, proto, this.source.file));
        fail();
      }
    }
  }

  private async node(written: ImportNode): Promise<void> {
    if (written.opType === 'If') return this.branch(written, settledBranch(written, this.b));
    if (written.opType === 'Loop') return this.loop(written);
    const held = this.pairs.heldFor(written);
    if (held) {
      const pair = this.pairs.close(held, written);
      for (const node of pair ?? this.pairs.release(held)) await this.plain(node);
      if (pair) return;
    }
    const turned = sequencesFirst(written, this.b);
    await this.plain(turned?.node ?? written);
    turned?.finish();
  }

  /** What a module lowers is translated in its place. */
  private async custom(node: ImportNode): Promise<void> {
    const lowered = customNode(node, this.b, this.customOps);
    if (!lowered) return;
    const given = await this.inside(
      node,
      lowered,
      node.inputs.filter((id) => id !== ABSENT),
    );
    given.forEach((id, i) => this.give(node.outputs[i], id));
  }

  private async plain(node: ImportNode): Promise<void> {
    if (foldNode(node, this.b, EVALUATORS)) return;
    const mapping = this.mappings.get(node.opType);
    if (mapping && mapping.translate(node, this.b) !== OPAQUE) return;
    if (!foldNode(node, this.b, LAST_EVALUATORS)) await emitOpaque(node, this.b, this.sources);
  }

  /** Gives what the branch gives that is taken. */
  private async branch(node: ImportNode, written: GraphProto): Promise<void> {
    const given = await this.inside(node, written, []);
    node.outputs.forEach((id, i) => this.give(id, given[i]));
  }

  /** Translates the body of a Loop round by round. After a round with a complaint there is none. */
  private async loop(node: ImportNode): Promise<void> {
    const { b } = this;
    const { body, trips, begins, carried: first, scans } = settledLoop(node, b);
    const slices = Array.from({ length: scans }, (): ValueId[] => []);
    let carried: readonly (ValueId | undefined)[] = first;
    for (let round = 0, more = begins; more && round < trips; round++) {
      this.unrolled.add(node, body.node.length);
      const at = b.addConstant(node, 'round', int64([], [round]));
      const going = b.addConstant(node, 'condition', makeTensor('bool', [], Uint8Array.of(1)));
      const [condition, ...given] = await this.inside(node, body, [at, going, ...carried]);
      carried = given.slice(0, first.length);
      slices.forEach((each, i) => each.push(given[first.length + i] ?? ABSENT));
      if (condition === undefined || given.includes(undefined))
        return node.outputs.forEach((id) => this.give(id, undefined));
      more = goesOn(node, condition, b);
    }
    const used = node.outputs.slice(0, node.usedOutputs);
    used.slice(0, first.length).forEach((id, i) => this.give(id, carried[i]));
    slices.slice(0, Math.max(used.length - first.length, 0)).forEach((each, i) => {
      if (each.length > 0) stackSlices(node, first.length + i, each, b);
      else noSlices(node, first.length + i, body, scans - i, b);
    });
  }

  private give(id: ValueId, by: ValueId | undefined): void {
    if (by === undefined) this.failed.add(id);
    else this.b.alias(id, by);
  }

  /**
   * Translates a graph inside a node, whose inputs stand for `given`, and gives its outputs: undefined for one that
   * could not be made. Its values keep their names where they are free.
   */
  private async inside(
    node: ImportNode,
    written: GraphProto,
    given: readonly (ValueId | undefined)[],
  ): Promise<(ValueId | undefined)[]> {
    const { file, loadExternal } = this.source;
    const own = ownNames(written);
    const names = new Map(Array.from(own, (id) => [id, id === ABSENT ? id : this.b.fresh(id)] as const));
    const rename = (id: string) => names.get(id) ?? id;
    const constants = new Initialisers(written.initializer, file, loadExternal);
    const { nodes } = liveNodes(written, file, (id) => this.b.knows(id) || this.failed.has(id));
    stopOn(checkNodes(nodes, file, this.customOps));
    written.input.forEach(({ name = '' }, i) => this.give(rename(name), given[i]));
    for (const { name = '' } of written.initializer) this.b.setConstant(rename(name), constants.get(name)!);
    const placed = new Map(nodes.map((each) => [each, renamed({ opset: node.opset, ...each }, rename)] as const));
    const named = (values: GraphProto['output']) => values.map((each) => ({ ...each, name: rename(each.name ?? '') }));
    const inner = {
      ...written,
      node: written.node.map((each) => placed.get(each) ?? renamed(each, rename)),
      output: named(written.output),
      valueInfo: named(written.valueInfo),
    };
    await this.graph(
      inner,
      nodes.map((each) => placed.get(each)!),
    );
    return inner.output.map(({ name }) => (this.failed.has(name) || !this.b.knows(name) ? undefined : name));
  }
}

function importNode(
  proto: PlacedNode,
  index: number,
  opset: number,
  file: string,
  read: ReadonlySet<string>,
  b: GraphBuilder,
): ImportNode {
  const origin = nodeOrigin(proto, file);
  const opType = proto.opType ?? '';
  const given = proto.input.slice(0, proto.input.findLastIndex((id) => id !== ABSENT) + 1);
  const name = b.freshNodeName(proto.name || `${opType}_${index}`);
  return {
    name,
    opType,
    opset: proto.opset ?? opset,
    inputs: given.map((id) => (id === ABSENT ? ABSENT : b.resolve(id))),
    outputs: proto.output.map((id, i) => (id === ABSENT ? b.fresh(`${name}_output_${i}`) : id)),
    usedOutputs: Math.max(proto.output.findLastIndex((id) => id !== ABSENT && read.has(id)) + 1, 1),
    attributes: new Attributes(proto, origin),
    origin,
    proto,
  };
}

/** What an expected failure of a node says; anything else goes on as the bug it is. */
function diagnosticsOf(error: unknown, proto: NodeProto, file: string): readonly Diagnostic[] {
  if (error instanceof DiagnosticError) return error.diagnostics;
  const origin = nodeOrigin(proto, file);
  if (error instanceof RangeError)
    return [IMPORT_ONNX.doesNotFit({ node: origin.name, opType: proto.opType ?? '', problem: error.message }, origin)];
  if (!(error instanceof MissingInput)) throw error;
  return [
    IMPORT_ONNX.missingInput(
      { node: origin.name, opType: proto.opType ?? '', found: proto.input.filter((id) => id !== ABSENT).length },
      origin,
    ),
  ];
}

function namesOf(graph: GraphProto): Set<string> {
  const named = [...graph.input, ...graph.output, ...graph.initializer].map(({ name = '' }) => name);
  return new Set([...named, ...graph.node.flatMap((node) => [...readsOf(node), ...node.output])]);
}

function stopOn(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new DiagnosticError(diagnostics);
}
