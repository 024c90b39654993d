import type { LayerRule } from './layer-rule';

/** Wiring only: every top is the bottom. */
export const Split: LayerRule = {
  types: ['Split'],
  translate: (site) => Array.from({ length: site.topCount }, () => site.only),
};
