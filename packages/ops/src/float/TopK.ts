import { defineOp } from '@openbpu/ir';
import { int64, tensorType, toNumbers } from '@openbpu/tensor';
import * as z from 'zod';
import { HzTopKPlaces } from '../integer/HzTopKPlaces';
import { HzTopKValues } from '../integer/HzTopKValues';
import { attrsOf } from '../support/attrs';
import { inputAtScale } from '../support/input-at-scale';
import { ranked, rankedShape } from '../support/ranking';

const attrs = z.object({ axis: z.int().default(-1), k: z.int().min(1), largest: z.boolean().default(true) });

export type TopKAttrs = z.infer<typeof attrs>;

/**
 * Input: x float32. Outputs: the first k elements along `axis` in order, and their places, int64; of equal elements the
 * first comes first.
 */
export const TopK = defineOp<TopKAttrs>({
  name: 'TopK',
  summary: 'The largest or smallest elements along an axis, in order, and their places.',
  accuracy: 'exact',
  parseAttrs: attrsOf(attrs),
  infer([x], { axis, k }) {
    if (x?.dtype !== 'float32') throw new TypeError('TopK takes one float32 tensor');
    const shape = rankedShape(x, axis, k);
    return [tensorType('float32', shape, x.layout), tensorType('int64', shape)];
  },
  eval([x], { axis, k, largest }) {
    const { values, places } = ranked(x!, axis, k, { largest });
    return [values, int64(places.shape, toNumbers(places))];
  },
  integer: {
    type: HzTopKValues.name,
    sharesScale: () => true,
    indices: [1],
    quantise(site) {
      const y = site.output(0);
      const x = inputAtScale(site, 0, y);
      const places = tensorType('int32', y.type.shape);
      return [
        site.emit(HzTopKValues, [x], site.node.attrs, y.type),
        site.emit(HzTopKPlaces, [x], site.node.attrs, places, 'places'),
      ];
    },
  },
});
