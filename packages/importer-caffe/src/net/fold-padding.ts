import { Fields } from '../text/fields';
import { type TextField, withFields } from '../text/text-message';
import type { Layer } from './layer';

const TAKES_PAD: ReadonlyMap<string, string> = new Map([
  ['Convolution', 'convolution_param'],
  ['Pooling', 'pooling_param'],
]);

/**
 * First-generation networks pad by a layer of its own. Its `pad` becomes that of the convolutions and poolings that
 * read it, as Caffe does; a padding layer read by anything else stays, and is then refused as unknown.
 */
export function foldPadding(layers: readonly Layer[], file: string): Layer[] {
  const paddings = new Map(layers.filter((layer) => layer.type === 'Padding').map((layer) => [layer.tops[0], layer]));
  const readElsewhere = new Set(layers.filter((layer) => !TAKES_PAD.has(layer.type)).flatMap((layer) => layer.bottoms));
  const folded = new Set([...paddings.keys()].filter((top) => !readElsewhere.has(top)));
  return layers
    .filter((layer) => layer.type !== 'Padding' || !folded.has(layer.tops[0]))
    .map((layer) => {
      const padding = folded.has(layer.bottoms[0]) ? paddings.get(layer.bottoms[0]) : undefined;
      const parameters = TAKES_PAD.get(layer.type);
      if (!padding || parameters === undefined) return layer;
      const pad = padding.fields.child('padding_param').message.fields.filter((field) => field.name === 'pad');
      const { line, column } = layer.origin;
      const extra: TextField = {
        name: parameters,
        line: line!,
        column: column!,
        value: withFields(padding.fields.message, pad),
      };
      const fields = new Fields(file, withFields(layer.fields.message, [...layer.fields.message.fields, extra]));
      return { ...layer, bottoms: padding.bottoms, fields };
    });
}
