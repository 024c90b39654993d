import { operandsOf } from '@openbpu/machine';
import type { Work } from '../buffer';
import { ConstantPool } from '../constant-pool';
import { type Side, cutAlong, evenEnds, sidesOf, unitsOf } from '../divide/divisible';
import { type CallTarget, tileCall } from '../tile-call';
import type { Misfit } from '../tile/tile';
import { timeOf } from './time-of';

/** A part of a work, and the cycles of a call that does nothing else. */
export interface Piece {
  readonly work: Work;
  readonly cycles: number;
}

/** The cycles of a piece that is too long and cannot be cut any further. */
export interface TooLong {
  readonly cycles: number;
}

/** Pieces are made a little shorter than they have to be, since the last row of boxes may be a full one. */
const MARGIN = 1.1;

/**
 * A work in pieces of which each, as a call of its own, stays within `limit`: itself, or cut along the side that costs
 * least altogether. `constants` takes those of the pieces.
 */
export function piecesOf(
  work: Work,
  constants: ConstantPool,
  limit: number,
  target: CallTarget,
): { readonly pieces: readonly Piece[] } | Misfit | TooLong {
  const cycles = cyclesAlone(work, constants, target);
  if (typeof cycles !== 'number') return cycles;
  if (cycles <= limit) return { pieces: [{ work, cycles }] };
  const { dispatchCycles } = target.features;
  const fixed = (target.cores ?? 1) * dispatchCycles;
  const wanted = Math.max(2, Math.ceil((MARGIN * (cycles - fixed)) / Math.max(1, limit - fixed)));
  const choices = sidesOf(work).map((side) => {
    const parts = Math.min(wanted, unitsOf(side));
    const scratch = new ConstantPool(target.features.alignBytes, constants);
    const [first] = cutInto(work, side, parts, scratch);
    const one = cyclesAlone(first, scratch, target);
    const each = typeof one === 'number' ? one : Infinity;
    return { side, parts, total: parts * each, fits: each <= limit };
  });
  const best = choices.toSorted((a, b) => Number(b.fits) - Number(a.fits) || a.total - b.total)[0];
  if (!best) return { cycles };
  const pieces: Piece[] = [];
  for (const part of cutInto(work, best.side, best.parts, constants)) {
    const found = piecesOf(part, constants, limit, target);
    if (!('pieces' in found)) return found;
    pieces.push(...found.pieces);
  }
  return { pieces };
}

function cutInto(work: Work, side: Side, parts: number, constants: ConstantPool): Work[] {
  return cutAlong(work, side, evenEnds(side, parts), constants);
}

function cyclesAlone(work: Work, constants: ConstantPool, target: CallTarget): number | Misfit {
  const { reads, writes } = operandsOf(work);
  const outside = [...reads, ...writes].map(({ buffer }) => buffer);
  const call = tileCall([work], outside, constants, target);
  return 'misfit' in call ? call : timeOf(call, target.features, target.cores).cycles;
}
