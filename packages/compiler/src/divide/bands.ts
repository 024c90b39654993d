import { type MachineDType, mapOperands, operandsOf } from '@openbpu/machine';
import { bytesPerElement } from '@openbpu/tensor';
import type { Access, Buffer, Work } from '../buffer';
import type { Shares } from './share';
import { type Span, around, beside, common, spanOf } from './spans';

/** A work of one core, in the order in which all cores together go through them. */
export interface Own {
  readonly work: Work;
  /** Which of the shared works it is part of. */
  readonly source: number;
  /** Later works have higher ones; works of several cores with the same do not depend on each other. */
  readonly phase: number;
}

/** Works shared out: what each core does, and which buffers they meet in. */
export interface Banded {
  readonly cores: readonly (readonly Own[])[];
  /** Buffers in main memory that several cores touch. */
  readonly met: ReadonlySet<Buffer>;
  /** Of each buffer that was made into bands, these. */
  readonly bands: ReadonlyMap<Buffer, readonly Buffer[]>;
}

/** What a core does with a buffer: the bytes, and between which works. */
interface Use {
  reads?: Span;
  writes?: Span;
  firstRead: number;
  lastWrite: number;
}

interface Usage {
  readonly of: readonly Use[];
  readonly dtype: MachineDType;
}

/** Phases of a work: what it reads comes in, it is done, what others read of it goes out. */
const PHASES = 3;

/**
 * Gives every core a band of its own of each intermediate tensor that all of them work on, so that the band can stay on
 * chip: the rows it writes, and those of others that it reads. These go out to main memory once they are written, and
 * come in before they are first read. Tensors whose parts interlock, and those in `pinned`, stay one for all.
 */
export function bands(shares: readonly Shares[], cores: number, pinned: ReadonlySet<Buffer>): Banded {
  const usages = usagesOf(shares, cores);
  const found = new Map<Buffer, readonly Buffer[]>();
  const met = new Set<Buffer>();
  for (const [buffer, usage] of usages) {
    if (usage.of.filter((use) => use.reads ?? use.writes).length < 2) continue;
    met.add(buffer);
    if (pinned.has(buffer) || !areBands(usage)) continue;
    found.set(
      buffer,
      usage.of.map((use, core) => bandOf(buffer, use, core)),
    );
  }
  const lists = Array.from({ length: cores }, (): Own[] => []);
  shares.forEach((parts, source) => {
    parts.forEach((part, core) => {
      if (!part) return;
      const own = (access: Access) => inBand(access, found.get(access.buffer)?.[core]);
      const touched = operandsOf(part);
      const buffersOf = (list: readonly Access[]) => new Set(list.map(({ buffer }) => buffer));
      const exchange = (buffer: Buffer, spans: readonly Span[], comesIn: boolean) => {
        const [band, usage] = [found.get(buffer)?.[core], usages.get(buffer)];
        for (const span of band && usage ? spans : []) {
          const outside = bytesOf(buffer, span, usage!.dtype);
          const inside = inBand(outside, band);
          const work: Work = { kind: 'move', ...(comesIn ? { x: outside, y: inside } : { x: inside, y: outside }) };
          lists[core].push({ work, source, phase: PHASES * source + (comesIn ? 0 : PHASES - 1) });
        }
      };
      for (const buffer of buffersOf(touched.reads))
        if (usages.get(buffer)?.of[core].firstRead === source)
          exchange(buffer, foreign(usages.get(buffer), core), true);
      lists[core].push({ work: mapOperands(part, own), source, phase: PHASES * source + 1 });
      for (const buffer of buffersOf(touched.writes))
        if (usages.get(buffer)?.of[core].lastWrite === source) exchange(buffer, given(usages.get(buffer), core), false);
    });
  });
  return { cores: lists, met, bands: found };
}

function usagesOf(shares: readonly Shares[], cores: number): ReadonlyMap<Buffer, Usage> {
  const usages = new Map<Buffer, Usage>();
  const usageOf = ({ buffer, dtype }: Access) => {
    let usage = usages.get(buffer);
    if (!usage) {
      usage = { of: Array.from({ length: cores }, () => ({ firstRead: Infinity, lastWrite: -1 })), dtype };
      usages.set(buffer, usage);
    }
    return usage;
  };
  shares.forEach((parts, at) =>
    parts.forEach((part, core) => {
      if (!part) return;
      const { reads, writes } = operandsOf(part);
      for (const access of reads.filter(({ buffer }) => buffer.space === 'ddr')) {
        const use = usageOf(access).of[core];
        use.reads = around(use.reads, spanOf(access));
        use.firstRead = Math.min(use.firstRead, at);
      }
      for (const access of writes) {
        const use = usageOf(access).of[core];
        use.writes = around(use.writes, spanOf(access));
        use.lastWrite = Math.max(use.lastWrite, at);
      }
    }),
  );
  return usages;
}

/** Whether cores write a part each, and none reads before all is written. */
function areBands({ of }: Usage): boolean {
  return (
    Math.max(...of.map(({ lastWrite }) => lastWrite)) < Math.min(...of.map(({ firstRead }) => firstRead)) &&
    of.every((use, i) => of.every((other, k) => i >= k || common(use.writes, other.writes) === undefined))
  );
}

function bandOf(buffer: Buffer, { reads, writes }: Use, core: number): Buffer {
  const span = [reads, writes].reduce<Span | undefined>((all, each) => (each ? around(all, each) : all), undefined);
  const { from, to } = span ?? { from: 0, to: 0 };
  return { name: `${buffer.name}@${core}`, space: 'ddr', bytes: to - from, part: { of: buffer, at: from } };
}

function inBand(access: Access, band: Buffer | undefined): Access {
  return band?.part ? { ...access, buffer: band, offset: access.offset - band.part.at } : access;
}

/** What a core reads of a buffer and does not write. */
function foreign(usage: Usage | undefined, core: number): Span[] {
  return usage ? beside(usage.of[core].reads, usage.of[core].writes) : [];
}

/** What a core writes and others read. */
function given(usage: Usage | undefined, core: number): Span[] {
  if (!usage) return [];
  return usage.of.flatMap((_, other) =>
    other === core ? [] : foreign(usage, other).flatMap((span) => common(span, usage.of[core].writes) ?? []),
  );
}

function bytesOf(buffer: Buffer, { from, to }: Span, dtype: MachineDType): Access {
  return { buffer, offset: from, dtype, shape: [(to - from) / bytesPerElement(dtype)], strides: [1] };
}
