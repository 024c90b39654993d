import { operandsOf } from './instruction/operands';
import type { FunctionCall } from './program';
import { type Region, extentOf } from './region';

/**
 * The first instruction of a call that reads on-chip bytes which the call has not written before it, by its place in
 * the call: another model may have run in between. Bytes count as written where a region spans them.
 */
export function firstUnwritten({ instructions, cores }: FunctionCall): number | undefined {
  const written = new Map<number, Spans>();
  for (const [at, instruction] of instructions.entries()) {
    const core = cores?.[at] ?? 0;
    let spans = written.get(core);
    if (!spans) written.set(core, (spans = new Spans()));
    const { reads, writes } = operandsOf(instruction);
    for (const region of reads) if (region.space === 'sram' && !spans.holds(region)) return at;
    for (const region of writes) if (region.space === 'sram') spans.add(region);
  }
  return undefined;
}

/** Bytes as spans that do not touch, in ascending order. */
class Spans {
  private readonly list: { readonly from: number; readonly to: number }[] = [];

  holds(region: Region): boolean {
    const [from, to] = [region.offset, region.offset + extentOf(region)];
    const found = this.list[this.firstEndingAt(to)];
    return found !== undefined && found.from <= from;
  }

  add(region: Region): void {
    let [from, to] = [region.offset, region.offset + extentOf(region)];
    const first = this.firstEndingAt(from);
    let last = first;
    for (; last < this.list.length && this.list[last].from <= to; last++) {
      from = Math.min(from, this.list[last].from);
      to = Math.max(to, this.list[last].to);
    }
    this.list.splice(first, last - first, { from, to });
  }

  /** The first span that ends at `byte` or behind it. */
  private firstEndingAt(byte: number): number {
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.list[middle].to < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
