import { type ConstantSource, extentOf, mapOperands, operandsOf } from '@openbpu/machine';
import type { Access, Work } from '../buffer';
import { Cuts } from '../tile/cuts';
import { plan } from '../tile/plan';
import { type TileContext, alignedBytes } from '../tile/tile-context';
import { type Side, cutAlong, evenEnds, sidesOf, unitsOf } from './divisible';

/**
 * How works are shared out: `bands` along the outermost side of each, so that what one core has made it mostly reads
 * itself; `mixed` along another side where that seems to cost less, as it does for the channels of small images with
 * many weights, of which each core then reads its part alone.
 */
export type Manner = 'bands' | 'mixed';

/** Ends along the channels are multiples of this where there are enough, so that transfers are whole bursts. */
const CHANNELS = 16;

/** Along which side works are cut, one for each work; undefined for one that stays with the first core. */
export type Sides = readonly (Side | undefined)[];

/**
 * Decides along which side each work is cut. `context` is that of one core while all of them are at work, and takes the
 * constants of what is only tried; `wait` is what it costs, in the prices of its goal, that cores wait for each other.
 */
export function decide(
  works: readonly Work[],
  cores: number,
  manner: Manner,
  context: TileContext,
  wait: number,
): Sides {
  return works.map((work) => {
    const [outermost, ...others] = sidesOf(work).filter((side) => unitsOf(side) >= cores);
    if (manner === 'bands' || others.length === 0) return outermost;
    const price = (side: Side, kept: boolean) =>
      Math.max(
        ...share(work, side, cores, context.constants).map((part) => {
          const placed = kept ? onChip(part, context) : part;
          return plan(new Cuts(placed, context), context)?.price ?? Infinity;
        }),
      );
    let best = { side: outermost, price: price(outermost, true) };
    for (const side of others) {
      const other = { side, price: price(side, false) + 2 * wait };
      if (other.price < best.price) best = other;
    }
    return best.side;
  });
}

/** A part whose operands are on chip already, as bands are where they are no more than half of it. */
function onChip(part: Work, context: TileContext): Work {
  const buffers = new Map([...operandsOf(part).reads, part.y].map((access) => [access.buffer, extentOf(access)]));
  let bytes = 0;
  for (const [buffer, span] of buffers) if (buffer.space === 'ddr') bytes += alignedBytes(span, context);
  if (2 * bytes > context.room) return part;
  return mapOperands(part, (access) =>
    access.buffer.space === 'ddr' ? { ...access, buffer: { ...access.buffer, space: 'sram' } } : access,
  );
}

/** The parts of a work, one for each core. */
export function share(work: Work, side: Side, cores: number, constants: ConstantSource<Access>): Work[] {
  const isChannels = side.dim === work.y.shape.length - 1;
  const coarse = side.granule * CHANNELS;
  const cut = isChannels && side.size >= cores * coarse ? { ...side, granule: coarse } : side;
  return cutAlong(work, side, evenEnds(cut, cores), constants);
}

/** The part of a work that a core does; absent for a core that has none of it. */
export type Shares = readonly (Work | undefined)[];
