import { type Kernels } from '../kernels';
import { type Draw } from './draw';
import { type Family } from './family';

const POISON = 0xa5;

/**
 * Runs kernel and reference on equal memories and says where they differ: the first byte of all that was allocated
 * (so stray writes count too), or the result. Empty when they agree. Resets the arena.
 */
export function difference<Shape, Parameters, Result>(
  family: Family<Shape, Parameters, Result>,
  kernels: Kernels,
  shape: Shape,
  draw: Draw,
): string {
  kernels.reset();
  const begin = kernels.mark();
  kernels.u8(begin, kernels.memory.byteLength - begin).fill(POISON);
  const parameters = family.prepare(kernels, draw, shape);
  const end = kernels.mark();
  const memory = kernels.memory.slice(0);
  const got = family.kernel(kernels, parameters);
  const want = family.reference(memory, parameters);
  const gotBytes = kernels.u8(begin, end - begin);
  const wantBytes = new Uint8Array(memory, begin, end - begin);
  const at = gotBytes.findIndex((byte, i) => byte !== wantBytes[i]);
  if (at >= 0)
    return `byte ${begin + at}: ${gotBytes[at]} instead of ${wantBytes[at]} with ${JSON.stringify(parameters)}`;
  return sameResult(got, want) ? '' : `result ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`;
}

function sameResult(got: unknown, want: unknown): boolean {
  if (typeof got !== 'object' || typeof want !== 'object' || got === null || want === null) return Object.is(got, want);
  const left = Object.entries(got);
  const right = new Map<string, unknown>(Object.entries(want));
  return left.length === right.size && left.every(([key, value]) => Object.is(value, right.get(key)));
}
