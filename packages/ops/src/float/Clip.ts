import * as z from 'zod';
import { activationAttrs, attrsOf } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object(activationAttrs);

export type ClipAttrs = z.infer<typeof attrs>;

export const Clip = defineUnary<ClipAttrs>({
  name: 'Clip',
  summary: 'clamp(x, min, max); max where the bounds cross.',
  accuracy: 'exact',
  realAttrs: ['min', 'max'],
  parseAttrs: attrsOf(attrs),
  f: (x, { min, max }) => Math.min(Math.max(x, min), max),
});
