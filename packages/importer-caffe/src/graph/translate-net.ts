import { type Sink, DiagnosticError, fail, nearest } from '@openbpu/diagnostics';
import { type Graph, type ValueId, GraphDraft, NameSpace } from '@openbpu/ir';
import { Identity } from '@openbpu/ops';
import { tensorType } from '@openbpu/tensor';
import { CAFFE } from '../catalogue';
import type { LayerRule } from '../layers/layer-rule';
import { hintFor, ruleTable } from '../layers/rule-table';
import { chooseOutputs } from '../net/choose-outputs';
import type { Layer, Net } from '../net/layer';
import type { Weights } from '../weights/weights';
import { fixInputs } from './fix-inputs';
import { LayerSite, nodeOrigin } from './layer-site';
import { nameValues } from './name-values';
import { reportUnknownFields } from './unknown-fields';

const MOST_OUTPUTS = 32;

/** What a network is translated with. */
export interface Means {
  readonly rules: readonly LayerRule[];
  readonly weights: Weights;
  readonly inputShapes?: ReadonlyMap<string, readonly number[]>;
  /** As `SourceOptions` has it. */
  readonly outputNodes?: readonly string[];
  readonly sink: Sink;
}

/** Where a blob's value stands now, who wrote it, and whether anything has read it since. */
interface Written {
  readonly value: ValueId;
  readonly layer?: Layer;
  /** The name it must have as an output of the graph. */
  readonly name: ValueId;
  read: boolean;
}

/**
 * Turns a network into a graph, layer by layer in the file's order. Blobs that no layer reads become outputs, in the
 * order they are written and under the blob's name; where layers are chosen, only what these need is translated, and
 * what they give are the outputs. All layers without a rule are reported at once.
 */
export function translateNet(whole: Net, name: string, means: Means): Graph<'imported'> {
  const { rules, weights, inputShapes, outputNodes = [], sink } = means;
  const { net, chosen } = outputNodes.length > 0 ? chooseOutputs(whole, outputNodes, sink) : { net: whole };
  const table = ruleTable(rules);
  refuseUnknownLayers(net.layers, table);
  const names = nameValues(net, chosen);
  const inputs = fixInputs(net.inputs, inputShapes, sink);
  const draft = new GraphDraft('imported', {
    names: new NameSpace([...inputs.map((input) => input.name), ...names.flat()]),
  });
  const blobs = new Map<string, Written>();
  const byLayer = new Map<Layer, Written[]>();
  for (const input of inputs) {
    draft.input(input.name, tensorType('float32', input.shape, input.shape.length === 4 ? 'NCHW' : 'none'));
    blobs.set(input.name, { value: input.name, name: input.name, read: true });
  }
  for (const [i, layer] of net.layers.entries()) {
    const bottoms = layer.bottoms.map((blob) => readBlob(layer, blob, blobs));
    const site = new LayerSite(layer, bottoms, names[i], draft, weights, sink);
    if (names[i].length === 0 && layer.type !== 'Silence')
      fail(CAFFE.missingField({ layer: layer.name, field: 'top' }, layer.origin));
    const tops = table.get(layer.type)!.translate(site);
    if (tops.length < layer.tops.length) site.refuse(`it has ${layer.tops.length} tops and gives ${tops.length}`);
    site.checkBlobs();
    reportUnknownFields(layer, sink);
    for (const [t, blob] of layer.tops.entries()) {
      const before = blobs.get(blob);
      if (layer.tops.indexOf(blob) < t || (before && !layer.bottoms.includes(blob)))
        fail(CAFFE.producedTwice({ layer: layer.name, blob }, layer.origin));
      const written = { value: tops[t], layer, name: names[i][t], read: false };
      blobs.set(blob, written);
      byLayer.set(layer, [...(byLayer.get(layer) ?? []), written]);
    }
  }
  const given = chosen
    ? chosen.flatMap((layer) => byLayer.get(layer) ?? [])
    : [...blobs.values()].filter(({ read }) => !read);
  if (given.length > MOST_OUTPUTS) fail(CAFFE.outputCount({ count: given.length, limit: MOST_OUTPUTS }, { name }));
  return draft.build({ name, outputs: given.map((written) => output(draft, written)) });
}

function refuseUnknownLayers(layers: readonly Layer[], table: ReadonlyMap<string, LayerRule>): void {
  const refused = layers.flatMap((layer) => {
    const rule = table.get(layer.type);
    const hint = rule ? rule.refusal?.(layer) : hintFor(layer.type, table.keys());
    const { name, type, origin } = layer;
    return hint === undefined ? [] : [CAFFE.unsupportedLayer({ name, type, hint }, origin)];
  });
  if (refused.length > 0) throw new DiagnosticError(refused);
}

function readBlob(layer: Layer, blob: string, blobs: ReadonlyMap<string, Written>): ValueId {
  const written = blobs.get(blob);
  if (!written) {
    const like = nearest(blob, blobs.keys());
    return fail(
      CAFFE.unknownBlob({ layer: layer.name, blob, ...(like === undefined ? {} : { nearest: like }) }, layer.origin),
    );
  }
  written.read = true;
  return written.value;
}

/** The graph output of a blob; an Identity where its value is another's (a Split that nobody reads). */
function output(draft: GraphDraft<'imported'>, { value, name, layer }: Written): ValueId {
  if (value === name || !layer) return value;
  const id = draft.nodeNames.free(name);
  draft.node({ id, op: Identity, inputs: [value], outputs: [name], origins: [nodeOrigin(layer)] });
  return name;
}
