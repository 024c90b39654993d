import * as z from 'zod';
import { attrsOf, real } from '../support/attrs';
import { defineUnary } from '../support/unary';

const attrs = z.object({ exponent: real });

export type PowAttrs = z.infer<typeof attrs>;

export const Pow = defineUnary<PowAttrs>({
  name: 'Pow',
  summary: 'x to the power of a constant.',
  realAttrs: ['exponent'],
  parseAttrs: attrsOf(attrs),
  f: (x, { exponent }) => x ** exponent,
});
