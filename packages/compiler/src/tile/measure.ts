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

/** An operand of a box: what a transfer of it costs, and the bytes it takes up on chip. */
interface Operand extends Cost {
  readonly held: number;
}

/** An operand that is read, and along which dimensions another box reads something else. */
interface Read extends Operand {
  readonly changes: readonly boolean[];
  readonly isConstant: boolean;
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
  private found: { readonly reads: readonly Read[]; readonly writes: readonly Operand[] } | undefined;
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
    const { boxes, work, full, counts } = this;
    const { reads, writes } = this.transfers;
    const stores = writes.filter((_, at) => streamed[reads.length + at]);
    let once = 0;
    let streaming = stores.reduce((sum, { cycles }) => sum + boxes * cycles, 0);
    let bytes = stores.reduce((sum, store) => sum + boxes * store.bytes, 0);
    let held = stores.reduce((sum, store) => sum + store.held, 0);
    for (const [at, load] of reads.entries()) {
      if (!streamed[at]) continue;
      const innermost = order.findLastIndex((d) => load.changes[d]);
      let times = 1;
      for (let i = 0; i <= innermost; i++) times *= load.changes[order[i]] ? full[order[i]] : counts[order[i]];
      if (load.isConstant && times === 1) once += load.cycles;
      else streaming += times * load.cycles;
      bytes += times * load.bytes;
      if (times > 1) held += load.held;
    }
    const overlapped = boxes <= 1 || this.bytes(streamed) + held <= room;
    return {
      cycles: overlapped
        ? Math.max(once + streaming, work) + Math.min(streaming, work) / boxes
        : once + streaming + work,
      bytes,
    };
  }

  /** What it costs to load and store each operand of a box. */
  private get transfers() {
    if (this.found) return this.found;
    const { counts, space, tiling, place, held } = this;
    const { features, constants } = this.context;
    const last = counts.map((count, d) =>
      count > 1
        ? operandsOf(cut(this.whole, boxAt(space, tiling, place.with(d, count - 1)), constants)).reads
        : undefined,
    );
    const { reads: inputs, writes: outputs } = this.operands;
    const reads = inputs.map((x, at) => {
      const changes = last.map((far) => far !== undefined && !same(far[at], x));
      return { changes, ...transferCost(x, features), held: held[at], isConstant: x.buffer.space === 'const' };
    });
    const writes = outputs.map((y, at) => ({ ...transferCost(y, features), held: held[inputs.length + at] }));
    return (this.found = { reads, writes });
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
