import { type MachineFeatures, cut, cyclesOf, operandsOf, transferBytes } from '@openbpu/machine';
import type { Access, Work } from '../buffer';
import { type Tiling, boxAt, countsOf } from './box';
import { spaceOf } from './candidates';
import { compact } from './compact';
import { type TileContext, alignedBytes } from './tile-context';

/** What measuring follows from. */
export type MeasureContext = Pick<TileContext, 'features' | 'constants'>;

/** Cycles altogether, and bytes to and from DDR, in whole bursts. */
export interface Cost {
  readonly cycles: number;
  readonly bytes: number;
}

/** What is loaded or stored for a box, and the bytes it takes up on chip. */
interface Transfer extends Cost {
  readonly held: number;
}

/** What is loaded for a box, and along which dimensions another box reads something else. */
interface Load extends Transfer {
  readonly changes: readonly boolean[];
  readonly isConstant: boolean;
}

/** What the loops of one order transfer altogether. */
interface Traffic {
  /** Cycles of the constants that are loaded once, ahead of the first box. */
  readonly once: number;
  /** Cycles of all else. */
  readonly streaming: number;
  readonly bytes: number;
  /** Bytes on chip that the box in front or behind needs beside those of its own. */
  readonly held: number;
}

/**
 * What boxes of one size cost, by estimate: a full-sized box from the middle stands for all. Everything is found when
 * it is asked for and kept, whatever room there is.
 */
export class Measure {
  /** Bytes on chip that a box needs for what comes and goes. */
  readonly bytes: number;
  private readonly one: Work;
  private readonly tiling: Tiling;
  private readonly space: readonly number[];
  private readonly counts: readonly number[];
  private readonly place: readonly number[];
  /** How many full-sized boxes those of each dimension make up together: the last one may be smaller. */
  private readonly full: readonly number[];
  private readonly boxes: number;
  private readonly known = new Map<readonly number[], Traffic>();
  private found: { readonly loads: readonly Load[]; readonly stores: readonly Transfer[] } | undefined;
  private cyclesOfWork: number | undefined;

  constructor(
    private readonly whole: Work,
    sizes: readonly number[],
    private readonly context: MeasureContext,
  ) {
    this.space = spaceOf(whole);
    this.tiling = { sizes, order: [] };
    this.counts = countsOf(this.space, this.tiling);
    this.place = this.counts.map((count): number => (count > 2 ? 1 : 0));
    this.one = cut(whole, boxAt(this.space, this.tiling, this.place), context.constants);
    this.full = this.space.map((size, d) => size / sizes[d]);
    this.boxes = this.full.reduce((a, b) => a * b, 1);
    const { reads, writes } = operandsOf(this.one);
    this.bytes = [...reads, ...writes].filter(streamed).reduce((sum, access) => sum + this.aligned(access), 0);
  }

  /** Cycles of the queue that computes. */
  get work(): number {
    return (this.cyclesOfWork ??= this.boxes * cyclesOf(this.one, this.context.features));
  }

  /**
   * The cost when the loops go in this order, outermost first, in so much room. Transfers and work go on at the same
   * time but for the first box, where there is room for the next; constants that are loaded once come ahead of it.
   */
  cost(order: readonly number[], room: number): Cost {
    const { boxes, work } = this;
    const { once, streaming, bytes, held } = this.traffic(order);
    const overlapped = boxes <= 1 || this.bytes + held <= room;
    return {
      cycles: overlapped
        ? Math.max(once + streaming, work) + Math.min(streaming, work) / boxes
        : once + streaming + work,
      bytes,
    };
  }

  private traffic(order: readonly number[]): Traffic {
    const known = this.known.get(order);
    if (known) return known;
    const { loads, stores } = this.streams;
    let once = 0;
    let streaming = stores.reduce((sum, { cycles }) => sum + this.boxes * cycles, 0);
    let bytes = stores.reduce((sum, store) => sum + this.boxes * store.bytes, 0);
    let held = stores.reduce((sum, store) => sum + store.held, 0);
    for (const load of loads) {
      const innermost = order.findLastIndex((d) => load.changes[d]);
      const times = order
        .slice(0, innermost + 1)
        .reduce((product, d) => product * (load.changes[d] ? this.full[d] : this.counts[d]), 1);
      if (load.isConstant && times === 1) once += load.cycles;
      else streaming += times * load.cycles;
      bytes += times * load.bytes;
      if (times > 1) held += load.held;
    }
    const found = { once, streaming, bytes, held };
    this.known.set(order, found);
    return found;
  }

  /** What is loaded and stored for a box. */
  private get streams() {
    if (this.found) return this.found;
    const { counts, space, tiling, place } = this;
    const { features, constants } = this.context;
    const last = counts.map((count, d) =>
      count > 1
        ? operandsOf(cut(this.whole, boxAt(space, tiling, place.with(d, count - 1)), constants)).reads
        : undefined,
    );
    const { reads, writes } = operandsOf(this.one);
    const loads = reads.flatMap((x, at) => {
      if (!streamed(x)) return [];
      const changes = last.map((far) => far !== undefined && !same(far[at], x));
      return [{ changes, ...transferCost(x, features), held: this.aligned(x), isConstant: x.buffer.space === 'const' }];
    });
    const stores = writes.filter(streamed).map((y) => ({ ...transferCost(y, features), held: this.aligned(y) }));
    return (this.found = { loads, stores });
  }

  private aligned(access: Access): number {
    return alignedBytes(compact(access).bytes, this.context);
  }
}

function streamed({ buffer }: Access): boolean {
  return buffer.space !== 'sram';
}

/** To a compact copy on chip, or from it. */
function transferCost(access: Access, features: MachineFeatures): Cost {
  const { once, dense } = compact(access);
  const y = { ...once, strides: dense };
  return { cycles: cyclesOf({ kind: 'load', x: once, y }, features), bytes: transferBytes(once, y, features) };
}

/** Whether two views of one operand are the same elements. */
function same(a: Access, b: Access): boolean {
  return a.offset === b.offset && a.shape.every((dim, d) => dim === b.shape[d]);
}
