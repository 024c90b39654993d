import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { quantisePRelu } from '../support/quantise-prelu';
import { defineUnary } from '../support/unary';

const attrs = z.object({ alpha: real.default(0.01) });

export type LeakyReluAttrs = z.infer<typeof attrs>;

/** `alpha` is used at float32. Its integer form is HzPRelu with one slope, not a table. */
export const LeakyRelu = defineUnary<LeakyReluAttrs>({
  name: 'LeakyRelu',
  summary: 'x above 0, alpha · x below.',
  accuracy: 'exact',
  realAttrs: ['alpha'],
  parseAttrs: attrsOf(attrs),
  f: (x, { alpha }) => (x < 0 ? x * Math.fround(alpha) : x),
  integer: { type: 'HzPRelu', quantise: (site) => quantisePRelu(site, Float32Array.of(site.node.attrs.alpha)) },
});
