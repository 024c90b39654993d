import { type Diagnostic, type Sink, DiagnosticError } from '@openbpu/diagnostics';
import { type NamedNode, chosenNodes } from '@openbpu/plugin-api';
import { CAFFE } from '../catalogue';
import type { Layer, Net } from './layer';

/** A network of which only some layers are wanted. */
export interface ChosenNet {
  /** The layers that the chosen ones need, in the file's order. */
  readonly net: Net;
  /** In the order of the names; what they give are the outputs. */
  readonly chosen: readonly Layer[];
}

interface NamedLayer extends NamedNode {
  readonly layer: Layer;
}

/**
 * The part of a network that gives what the layers of these names give. An in-place layer overwrites its bottom for
 * those behind it alone, so the one before it can be chosen too. Throws one DiagnosticError with every name that
 * chooses no layer; a name that several layers have is told to `sink`.
 */
export function chooseOutputs(net: Net, asked: readonly string[], sink: Sink): ChosenNet {
  const nodes = net.layers.map((layer): NamedLayer => ({ names: [layer.name], gives: layer.tops, layer }));
  const inputs = net.inputs.flatMap(({ name, origin }) => [name, origin.name]);
  const { chosen, refused, shared } = chosenNodes(asked, nodes, inputs);
  if (refused.length > 0)
    throw new DiagnosticError(refused.map((each): Diagnostic => CAFFE.outputLayer(each, { name: each.name })));
  for (const { name, count } of shared) sink.report(CAFFE.sharedName({ name, count }, { name }));
  const layers = chosen.map(({ layer }) => layer);
  const needed = neededBy(layers, net.layers);
  const left = net.layers.filter((layer) => !needed.has(layer)).map(({ name }) => name);
  if (left.length > 0) sink.report(CAFFE.leftOut({ layers: left }));
  return { net: { ...net, layers: net.layers.filter((layer) => needed.has(layer)) }, chosen: layers };
}

/** A blob that is read is what the last layer before the reader wrote there. */
function neededBy(chosen: readonly Layer[], layers: readonly Layer[]): Set<Layer> {
  const reads = new Map<Layer, readonly Layer[]>();
  const writers = new Map<string, Layer>();
  for (const layer of layers) {
    reads.set(
      layer,
      layer.bottoms.flatMap((blob) => writers.get(blob) ?? []),
    );
    for (const blob of layer.tops) writers.set(blob, layer);
  }
  const needed = new Set(chosen);
  for (const layer of [...layers].reverse())
    if (needed.has(layer)) reads.get(layer)?.forEach((each) => needed.add(each));
  return needed;
}
