import type { GraphView, Node, NodeId, ValueId } from '@openbpu/ir';
import { Conv, ConvTranspose, foreignType } from '@openbpu/ops';
import * as z from 'zod';

const KEY = 'openbpu.layers';
const FOREIGN: readonly string[] = ['Conv', 'ConvTranspose', 'DeformConv'];

const schema = z.record(z.string(), z.string());

/** The convolutions of a graph, transposed ones and those that stay foreign operators among them, in order. */
export function convolutions({ nodes }: Pick<GraphView, 'nodes'>): Node[] {
  return nodes.filter((node) => Conv.is(node) || ConvTranspose.is(node) || FOREIGN.includes(foreignType(node) ?? ''));
}

/** The outputs of a quantised model that are those of its layers, by layer, as metadata. */
export function layerMetadata(layers: ReadonlyMap<NodeId, ValueId>): Record<string, string> {
  return layers.size > 0 ? { [KEY]: JSON.stringify(Object.fromEntries(layers)) } : {};
}

/** What `layerMetadata` wrote; empty where a model gives none of its layers. */
export function layersGiven(metadata: Readonly<Record<string, string>>): ReadonlyMap<NodeId, ValueId> {
  const text = metadata[KEY];
  return new Map(text === undefined ? [] : Object.entries(schema.parse(JSON.parse(text))));
}
