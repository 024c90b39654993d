import type { Graph, Node } from '@openbpu/ir';
import { Exp, Softmax } from '@openbpu/ops';
import { type NodeRequest, keyOntoBpu } from '@openbpu/passes';
import type { Backend } from '@openbpu/plugin-api';
import type { NetworkSettings, PickedNodes } from './settings';

type Policy = Backend['policy'];

/**
 * What settings ask of the nodes of a graph, as placement takes it; types are asked only of a march that has int16.
 * Throws Error where a node that is picked is not there, or softmaxes are not as many as the settings say.
 */
export function askedNodes(
  graph: Graph<'original'>,
  { softmax, int16 = [], onBpu = [] }: NetworkSettings,
  policy: Policy,
): NodeRequest[] {
  const key = keyOntoBpu(policy);
  const wide = (node: Node): NodeRequest => ({ node: node.id, key, inputType: 'int16', outputType: 'int16' });
  const every = int16 === 'every-node' ? graph.nodes : int16.flatMap((pick) => picked(graph, pick));
  return [
    ...onBpu.flatMap((pick) => picked(graph, pick)).map(({ id }): NodeRequest => ({ node: id, key, on: 'BPU' })),
    ...(softmax ? softmaxes(graph, softmax).map((node) => onto(node, softmax.type, policy)) : []),
    ...(keyOntoBpu(policy) === 'node_info' ? every.map(wide) : []),
  ];
}

/** A node on the BPU, in a type where the march has a choice. */
function onto({ id }: Node, type: 'int8' | 'int16', policy: Policy): NodeRequest {
  const key = keyOntoBpu(policy);
  const types = key === 'node_info' ? { inputType: type, outputType: type } : {};
  return { node: id, key, on: 'BPU', ...types };
}

/** Those of a graph that are meant, in the order in which they run. Throws Error where one is not there. */
function picked(graph: Graph<'original'>, { op, where = () => true, at }: PickedNodes): Node[] {
  const among = graph.nodes.filter((node) => node.op.name === op && where(node, graph));
  const found = at ? at.map((place) => among.at(place)) : among;
  const there = found.filter((node) => node !== undefined);
  if (there.length === 0 || there.length < found.length)
    throw new Error(`${graph.name} has ${among.length} nodes ${op} of those that are asked for${at ? `: ${at}` : ''}`);
  return there;
}

/** The nodes of every softmax, written out or not. */
function softmaxes(graph: Graph<'original'>, { count }: NonNullable<NetworkSettings['softmax']>): Node[] {
  const powers = new Set(graph.nodes.filter((node) => Exp.is(node)).flatMap(({ outputs }) => outputs));
  const isStep = (node: Node) => Exp.is(node) || node.inputs.some((id) => powers.has(id));
  const nodes = graph.nodes.filter((node) => Softmax.is(node) || isStep(node));
  const number = nodes.filter((node) => Softmax.is(node) || Exp.is(node)).length;
  if (count !== undefined && number !== count)
    throw new Error(`${graph.name} has ${number} softmaxes, its settings say ${count}`);
  return nodes;
}
