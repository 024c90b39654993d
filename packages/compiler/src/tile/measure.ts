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

/** Which operands come and go box by box, reads before writes; the others lie on chip. */
export type Streamed = readonly boolean[];

/**
 * What boxes of one size cost, by estimate: a full-sized box from the middle stands for all. Everything is found when
 * it is asked for and kept, whatever room there is and wherever operands lie.
 */
export class Measure {
  private readonly one: Work;
  private readonly tiling: Tiling;
  private readonly space: readonly number[];
  private readonly counts: readonly number[];
  private readonly place: readonly number[];
  /** How many full-sized boxes those of each dimension make up together: the last one may be smaller. */
  private readonly full: readonly number[];
  private readonly boxes: number;
  private readonly operands: ReturnType<typeof operandsOf<Access>>;
  /** Bytes on chip of each operand, reads before writes. */
  private readonly held: readonly number[];
  private readonly transfers: (Cost | undefined)[] = [];
  private changing: readonly (readonly boolean[])[] | undefined;
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
    this.operands = operandsOf(this.one);
    const { reads, writes } = this.operands;
    this.held = [...reads, ...writes].map((access) => alignedBytes(compact(access).bytes, context));
  }

  /** Bytes on chip that a box needs for what comes and goes. */
  bytes(streamed: Streamed): number {
    return this.held.reduce((sum, bytes, at) => (streamed[at] ? sum + bytes : sum), 0);
  }

  /** Cycles of the queue that computes. */
  get work(): number {
    return (this.cyclesOfWork ??= this.boxes * cyclesOf(this.one, this.context.features));
  }

  /**
   * The cost when the loops go in this order, outermost first, in so much room. Transfers and work go on at the same
   * time but for the first box, where there is room for the next; constants that are loaded once come ahead of it.
   */
  cost(order: readonly number[], room: number, streamed: Streamed): Cost {
    const { boxes, work, full, counts, held: sizes } = this;
    const { reads, writes } = this.operands;
    let [once, streaming, bytes, held] = [0, 0, 0, 0];
    for (let at = reads.length; at < reads.length + writes.length; at++) {
      if (!streamed[at]) continue;
      const store = this.transfer(at);
      streaming += boxes * store.cycles;
      bytes += boxes * store.bytes;
      held += sizes[at];
    }
    for (const [at, { buffer }] of reads.entries()) {
      if (!streamed[at]) continue;
      const load = this.transfer(at);
      const changes = this.changes[at];
      const innermost = order.findLastIndex((d) => changes[d]);
      let times = 1;
      for (let i = 0; i <= innermost; i++) times *= changes[order[i]] ? full[order[i]] : counts[order[i]];
      if (buffer.space === 'const' && times === 1) once += load.cycles;
      else streaming += times * load.cycles;
      bytes += times * load.bytes;
      if (times > 1) held += sizes[at];
    }
    const overlapped = boxes <= 1 || this.bytes(streamed) + held <= room;
    return {
      cycles: overlapped
        ? Math.max(once + streaming, work) + Math.min(streaming, work) / boxes
        : once + streaming + work,
      bytes,
    };
  }

  /** What it costs to load or store an operand of a box, reads before writes. */
  private transfer(at: number): Cost {
    const { reads, writes } = this.operands;
    return (this.transfers[at] ??= transferCost(reads[at] ?? writes[at - reads.length], this.context.features));
  }

  /** Along which dimensions another box reads something else, for every operand that is read. */
  private get changes(): readonly (readonly boolean[])[] {
    if (this.changing) return this.changing;
    const { counts, space, tiling, place } = this;
    const last = counts.map((count, d) =>
      count > 1
        ? operandsOf(cut(this.whole, boxAt(space, tiling, place.with(d, count - 1)), this.context.constants)).reads
        : undefined,
    );
    const changing = this.operands.reads.map((x, at) => last.map((far) => far !== undefined && !same(far[at], x)));
    return (this.changing = changing);
  }
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
