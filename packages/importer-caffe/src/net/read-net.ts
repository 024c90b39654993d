import { type Sink, fail } from '@openbpu/diagnostics';
import { CAFFE } from '../catalogue';
import { Fields } from '../text/fields';
import { parseText } from '../text/parse-text';
import { foldPadding } from './fold-padding';
import type { Layer, Net, NetInput } from './layer';
import { leftOut } from './phase';
import { upgradeV0 } from './upgrade-v0';
import { V1_TYPES } from './v1-types';

/**
 * Reads a prototxt of any generation as the network of the TEST phase: layers in today's form and in the file's order,
 * inputs from `input:` with `input_shape` or `input_dim`, from Input and from MemoryData layers. Layers
 * that belong to another phase are left out with a note. Fails with a diagnostic at file, line and column.
 */
export function readNet(text: string, file: string, sink: Sink): Net {
  const root = new Fields(file, parseText(text, file));
  const inputs = legacyInputs(root);
  const stages = root.child('state').strings('stage');
  const layers: Layer[] = [];
  const memory: Layer[] = [];
  for (const written of [...root.children('layers'), ...root.children('layer')]) {
    const layer = readLayer(new Fields(file, upgradeV0(written.message)));
    const rule = leftOut(layer.fields, stages);
    if (rule !== undefined) sink.report(CAFFE.phaseDropped({ name: layer.name, type: layer.type, rule }, layer.origin));
    else if (layer.type === 'Input') inputs.push(...layerInputs(layer));
    else if (layer.type === 'MemoryData') memory.push(layer);
    else layers.push(layer);
  }
  const isRead = (blob: string) => layers.some((layer) => layer.bottoms.includes(blob));
  inputs.push(...memory.flatMap((layer) => memoryInputs(layer, isRead)));
  if (layers.length === 0) fail(CAFFE.emptyNet({ file }, { name: file, file }));
  return { name: root.string('name', ''), inputs, layers: foldPadding(layers, file) };
}

function readLayer(fields: Fields): Layer {
  const name = fields.string('name', '');
  const type = fields.string('type');
  const origin = { ...fields.origin(name, type), line: fields.message.line, column: fields.message.column };
  if (type === undefined) return fail(CAFFE.missingField({ layer: name, field: 'type' }, origin));
  const current = V1_TYPES.get(type) ?? type;
  return {
    name: name || (fields.strings('top')[0] ?? current),
    type: current,
    bottoms: fields.strings('bottom'),
    tops: fields.strings('top'),
    fields,
    origin: { ...origin, kind: current },
  };
}

function legacyInputs(root: Fields): NetInput[] {
  const names = root.strings('input');
  const shapes = root.children('input_shape').map((shape) => shape.ints('dim'));
  const dims = root.ints('input_dim');
  return names.map((name, i) => {
    const shape = shapes[i] ?? (dims.length >= 4 * (i + 1) ? dims.slice(4 * i, 4 * i + 4) : undefined);
    return { name, ...(shape ? { shape } : {}), origin: root.origin('input', 'Input') };
  });
}

function layerInputs(layer: Layer): NetInput[] {
  const shapes = layer.fields
    .child('input_param')
    .children('shape')
    .map((shape) => shape.ints('dim'));
  const { origin } = layer;
  return layer.tops.map((name, i) => {
    const shape = shapes.length === 1 ? shapes[0] : shapes[i];
    return { name, ...(shape ? { shape } : {}), origin };
  });
}

/** Pictures from memory, and their labels [batch], which are no input where nothing reads them. */
function memoryInputs(
  { fields, tops: [pictures, labels], origin }: Layer,
  isRead: (blob: string) => boolean,
): NetInput[] {
  const param = fields.child('memory_data_param');
  const [batch, ...image] = ['batch_size', 'channels', 'height', 'width'].map((name) => param.int(name, 1));
  const whole = (dims: readonly (number | undefined)[]) =>
    dims.every((dim) => dim !== undefined) ? { shape: dims } : {};
  return [
    ...(pictures === undefined ? [] : [{ name: pictures, ...whole([batch, ...image]), origin }]),
    ...(labels !== undefined && isRead(labels) ? [{ name: labels, ...whole([batch]), origin }] : []),
  ];
}
