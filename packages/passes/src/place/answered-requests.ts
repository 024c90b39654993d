import { type Diagnostic, type Sink, fail, nearest } from '@openbpu/diagnostics';
import { type Graph, type Node, type NodeId, userName } from '@openbpu/ir';
import { PASSES } from '../catalogue';
import { type PlacementRequests, asksTypes, namesOf, requestFor } from './requests';

/**
 * Throws a DiagnosticError where a request names a node that the model was never written with; tells of one that
 * nothing is left of.
 */
export function checkNames(graph: Graph, { nodes = [], written }: PlacementRequests, sink: Sink): void {
  const known = new Set(graph.nodes.flatMap((node) => [...namesOf(node)]));
  for (const { key, node } of nodes) {
    if (known.has(node)) continue;
    if (!written?.has(node)) fail(PASSES.unknownNode({ key, node, nearest: nearest(node, known) }, { name: key }));
    sink.report(PASSES.goneNode({ key, node }, { name: key }));
  }
}

/** A layer that became part of another one takes it along: told once of the two, whatever nodes they became. */
export function warnOfFused(graph: Graph, { nodes = [] }: PlacementRequests, sink: Sink): void {
  const asked = new Map(nodes.map((request) => [request.node, request]));
  const names = [...asked.keys()].filter((name) => asked.get(name)!.on !== undefined);
  const told = new Set<string>();
  for (const node of graph.nodes) {
    const named = requestFor(node, names);
    const host = userName(node);
    const pair = JSON.stringify([named, host]);
    if (named === undefined || named === host || named === node.id || told.has(pair)) continue;
    told.add(pair);
    const { key, on: device = 'BPU' } = asked.get(named)!;
    sink.report(PASSES.fusedRequest({ key, node: named, host, device }, { name: key }));
  }
}

/**
 * What is asked onto the BPU and of which nothing is there, with the reason of its first node. Where types are asked
 * too, `integerTypes` tells.
 */
export function warnOfRefused(
  graph: Graph,
  { nodes = [] }: PlacementRequests,
  refusals: ReadonlyMap<NodeId, Diagnostic>,
  sink: Sink,
): void {
  for (const request of nodes) {
    if (request.on !== 'BPU' || asksTypes(request)) continue;
    const named = graph.nodes.filter((node) => namesOf(node).has(request.node));
    const reasons = named.flatMap(({ id }) => refusals.get(id) ?? []);
    const [why] = reasons;
    if (why && reasons.length === named.length)
      sink.report(PASSES.notOnBpu({ ...request, why: why.message }, { name: request.key }));
  }
}

/**
 * A node that the optimiser made, asked onto the CPU where it runs anyhow: the march has it in no form, or it only
 * moves data and has no quantised node on one side.
 */
export function warnOfIdle(
  graph: Graph,
  { nodes = [] }: PlacementRequests,
  how: (node: Node) => 'active' | 'passive' | 'manual' | undefined,
  refusals: ReadonlyMap<NodeId, Diagnostic>,
  sink: Sink,
): void {
  const onBpu = (node: Node | undefined) => node !== undefined && !refusals.has(node.id);
  for (const { node: name, key, on } of nodes) {
    const node = on === 'CPU' ? graph.node(name) : undefined;
    if (!node || node.origins.some((origin) => origin.name === name)) continue;
    const between =
      node.inputs.some((id) => onBpu(graph.producer(id))) && node.outputs.some((id) => graph.consumers(id).some(onBpu));
    const form = node.op.integer && how(node);
    if (form === undefined || (form === 'passive' && !between))
      sink.report(PASSES.idleRequest({ key, node: name, made: userName(node) }, { name: key }));
  }
}
