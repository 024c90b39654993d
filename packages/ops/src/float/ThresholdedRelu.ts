import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object({ alpha: real.default(1) });

export type ThresholdedReluAttrs = z.infer<typeof attrs>;

export const ThresholdedRelu = defineUnary<ThresholdedReluAttrs>({
  name: 'ThresholdedRelu',
  summary: 'x above alpha, 0 elsewhere.',
  accuracy: 'exact',
  realAttrs: ['alpha'],
  parseAttrs: attrsOf(attrs),
  f: (x, { alpha }) => (x > alpha ? x : 0),
});
