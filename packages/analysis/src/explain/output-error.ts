import type { ValueId } from '@openbpu/ir';
import { type Tensor, reals } from '@openbpu/tensor';
import { measure } from '../metric/measure';

/** The error of one run by output: Σ(a − b)² and Σb². */
export interface OutputError {
  readonly squared: readonly number[];
  readonly energy: readonly number[];
}

/** Compares the outputs of one run with what they should be. */
export function outputError(
  outputs: readonly ValueId[],
  found: ReadonlyMap<ValueId, Tensor>,
  wanted: ReadonlyMap<ValueId, Tensor>,
): OutputError {
  const measures = outputs.map((id) => measure(reals(found.get(id)!), reals(wanted.get(id)!)));
  return { squared: measures.map(({ squared }) => squared), energy: measures.map(({ energy }) => energy) };
}

/**
 * Noise to signal of many samples: the mean over the outputs of Σ(a − b)² / Σb². An output that is 0 everywhere counts
 * nothing where it stays 0, and makes the sum infinite where it does not.
 */
export function noiseToSignal(errors: readonly OutputError[]): number {
  const outputs = errors[0]?.squared.length ?? 0;
  let total = 0;
  for (let o = 0; o < outputs; o++) {
    const squared = errors.reduce((sum, each) => sum + each.squared[o], 0);
    const energy = errors.reduce((sum, each) => sum + each.energy[o], 0);
    total += squared === 0 ? 0 : squared / energy;
  }
  return outputs === 0 ? 0 : total / outputs;
}
