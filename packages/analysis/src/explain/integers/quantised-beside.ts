import type { Graph } from '@openbpu/ir';
import type { Tensor } from '@openbpu/tensor';

/** The quantised model of the conversion that a calibrated model is of. */
export interface QuantisedBeside {
  readonly graph: Graph<'quantized'>;
  /** A sample of the calibrated model as this one takes it. */
  feeds(given: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor>;
}
