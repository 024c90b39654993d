import type { Chance } from '../draw/chance';

/** Weights to begin with: normal, variance `2 / fanIn`, which keeps the size of activations through rectifiers. */
export function randomWeights(chance: Chance, length: number, fanIn: number): Float32Array {
  const deviation = Math.sqrt(2 / fanIn);
  return Float32Array.from({ length }, () => deviation * chance.normal());
}
