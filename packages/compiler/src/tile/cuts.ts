import { mapOperands, operandsOf } from '@openbpu/machine';
import { type Buffer, type Work, isIdle } from '../buffer';
import { countsOf } from './box';
import { candidates, spaceOf } from './candidates';
import { Measure, type MeasureContext, type Streamed } from './measure';

/** Boxes of one size. */
export interface Cut {
  readonly sizes: readonly number[];
  /** How many there are. */
  readonly boxes: number;
}

/** The ways to cut an instruction that are worth trying, each measured when it is first asked for, and once. */
class Ways {
  private readonly measured = new Map<Cut, Measure>();
  private known: { readonly lists: readonly (readonly Cut[])[]; readonly orders: readonly number[][] } | undefined;

  constructor(
    private readonly work: Work,
    private readonly context: MeasureContext,
  ) {}

  measure(cut: Cut): Measure {
    let found = this.measured.get(cut);
    if (!found) this.measured.set(cut, (found = new Measure(this.work, cut.sizes, this.context)));
    return found;
  }

  get all() {
    const space = spaceOf(this.work);
    return (this.known ??= {
      lists: candidates(this.work).map((list) =>
        list.map((sizes) => ({ sizes, boxes: countsOf(space, { sizes, order: [] }).reduce((a, b) => a * b, 1) })),
      ),
      orders: orders(space.length),
    });
  }
}

/** The ways to cut an instruction, where some of its operands stay on chip. */
export class Cuts {
  /** Whether nothing is to be done. */
  readonly idle: boolean;
  /** Which operands come and go, reads before writes. */
  readonly streamed: Streamed;

  constructor(
    placed: Work,
    context: MeasureContext,
    private readonly ways = new Ways(placed, context),
  ) {
    this.idle = isIdle(placed);
    const { reads, writes } = operandsOf(placed);
    this.streamed = [...reads, ...writes].map(({ buffer }) => buffer.space !== 'sram');
  }

  /** As `candidates`. */
  get lists(): readonly (readonly Cut[])[] {
    return this.ways.all.lists;
  }

  /** The orders in which the loops may go. */
  get orders(): readonly (readonly number[])[] {
    return this.ways.all.orders;
  }

  measure(cut: Cut): Measure {
    return this.ways.measure(cut);
  }
}

/** Loops in the order of the dimensions, or with the channels outermost. */
function orders(rank: number): number[][] {
  const natural = Array.from({ length: rank }, (_, d) => d);
  return rank < 2 ? [natural] : [natural, [rank - 1, ...natural.slice(0, -1)]];
}

/** The cuts of several instructions, by which of their operands stay on chip. */
export class CutsByPlace {
  private readonly known: readonly Map<string, Cuts>[];
  private readonly ways: readonly Ways[];

  constructor(
    readonly works: readonly Work[],
    private readonly context: MeasureContext,
  ) {
    this.known = works.map(() => new Map());
    const known = new Map<string, Ways>();
    this.ways = works.map((work) => {
      const form = formOf(work);
      const ways = known.get(form) ?? new Ways(work, context);
      known.set(form, ways);
      return ways;
    });
  }

  of(at: number, residents: ReadonlyMap<Buffer, Buffer>): Cuts {
    const work = this.works[at];
    const { reads, writes } = operandsOf(work);
    const places = [...reads, ...writes].map(({ buffer }) => (residents.has(buffer) ? 1 : 0)).join('');
    let found = this.known[at].get(places);
    if (!found) this.known[at].set(places, (found = new Cuts(inSram(work, residents), this.context, this.ways[at])));
    return found;
  }
}

/** All that the cost of an instruction follows from: it is the same wherever in memory its operands lie. */
function formOf(work: Work): string {
  return JSON.stringify(
    mapOperands(work, ({ buffer: { space }, dtype, shape, strides }) => ({ space, dtype, shape, strides })),
  );
}

/** An instruction with some buffers replaced by others. */
export function inSram(work: Work, residents: ReadonlyMap<Buffer, Buffer>): Work {
  return mapOperands(work, (access) => ({ ...access, buffer: residents.get(access.buffer) ?? access.buffer }));
}
