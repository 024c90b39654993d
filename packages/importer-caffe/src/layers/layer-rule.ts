import type { ValueId } from '@openbpu/ir';
import type { LayerSite } from '../graph/layer-site';
import type { Layer } from '../net/layer';

/** How one kind of layer becomes nodes: the whole knowledge of it in one file. */
export interface LayerRule {
  /** The type names it answers to; the first is the usual one. */
  readonly types: readonly string[];
  /** Why a layer of such a type cannot be taken, as a hint; undefined when it can. Absent: every one can. */
  refusal?(layer: Layer): string | undefined;
  /** Writes the nodes and gives the values behind the tops, in order. Fails with a diagnostic when it cannot. */
  translate(site: LayerSite): readonly ValueId[];
}
