import type { LayerRule } from './layer-rule';

/** Nothing: it only keeps a blob from becoming an output. */
export const Silence: LayerRule = {
  types: ['Silence'],
  translate: () => [],
};
