import type { DistributionSeries } from '../results';

/** How many bins a histogram has. */
export const BINS = 256;

/** The smallest and the largest of the finite values seen so far, and the largest magnitude among them. */
export class Extent {
  low = Infinity;
  high = -Infinity;

  add(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (Math.abs(value) === Infinity) continue;
      if (value < this.low) this.low = value;
      if (value > this.high) this.high = value;
    }
  }

  /** The extent of both. */
  with({ low, high }: Extent): Extent {
    const both = new Extent();
    both.low = Math.min(this.low, low);
    both.high = Math.max(this.high, high);
    return both;
  }

  /** 0 where no value was finite. */
  get largest(): number {
    return this.low > this.high ? 0 : Math.max(Math.abs(this.low), Math.abs(this.high));
  }
}

/** Counts finite values in bins of one width over an extent; one of no width is taken half a unit to both sides. */
export class Counter {
  private readonly counts = new Float64Array(BINS);
  private readonly from: number;
  private readonly to: number;

  constructor({ low, high }: Extent) {
    const flat = !(low < high);
    const middle = low > high ? 0 : low;
    [this.from, this.to] = flat ? [middle - 0.5, middle + 0.5] : [low, high];
  }

  /** Values must lie within the extent. */
  add(values: ArrayLike<number>): void {
    const { from, to, counts } = this;
    const scale = BINS / (to - from);
    for (let i = 0; i < values.length; i++) {
      const at = Math.floor((values[i] - from) * scale);
      if (Number.isFinite(at)) counts[Math.min(at, BINS - 1)]++;
    }
  }

  /** The series of the values that were added, of their own extent. */
  series(label: DistributionSeries['label'], own: Extent): DistributionSeries {
    const { from, to } = this;
    const edges = Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? to : from + ((to - from) * i) / BINS));
    const none = own.low > own.high;
    return {
      label,
      histogram: { edges, counts: Array.from(this.counts) },
      low: none ? 0 : own.low,
      high: none ? 0 : own.high,
      largest: own.largest,
    };
  }
}
