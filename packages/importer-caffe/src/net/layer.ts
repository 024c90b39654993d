import type { Origin } from '@openbpu/diagnostics';
import type { Fields } from '../text/fields';

/** One layer in the current form, whatever form the file has. */
export interface Layer {
  readonly name: string;
  /** The current type name, e.g. `Convolution`. */
  readonly type: string;
  /** Blobs it reads and writes, by the names in the file. */
  readonly bottoms: readonly string[];
  readonly tops: readonly string[];
  readonly fields: Fields;
  readonly origin: Origin;
}

/** An input of the network; without `shape` it must come from the recipe. */
export interface NetInput {
  readonly name: string;
  readonly shape?: readonly number[];
  readonly origin: Origin;
}

/** A network as the prototxt describes it for the TEST phase. */
export interface Net {
  readonly name: string;
  readonly inputs: readonly NetInput[];
  readonly layers: readonly Layer[];
}
