import { type ConstantSource, operandsOf } from '@openbpu/machine';
import type { Access, Buffer, Work } from '../buffer';
import { type Span, around, common, spanOf } from '../divide/spans';
import { partsOf } from './parts-of';

/** Works that follow each other, each in as many parts: a part reads of theirs what the same part of them wrote. */
export interface Cascade {
  /** Which works, in their order. */
  readonly members: readonly number[];
  /** Works that stand between them and touch nothing that they write: they may go ahead. */
  readonly between: readonly number[];
  /** The bytes of each part, of the tensors that are wanted and that nothing else touches. */
  readonly spans: ReadonlyMap<Buffer, readonly Span[]>;
  /** The most bytes of such tensors that one part has to keep at a time. */
  readonly held: number;
}

/** Which works write a buffer and which read it, in ascending order. */
export interface Uses {
  readonly writers: readonly number[];
  readonly readers: readonly number[];
}

/** The uses of every buffer that is no constant. */
export function usesOf(works: readonly Work[]): ReadonlyMap<Buffer, Uses> {
  const uses = new Map<Buffer, { writers: number[]; readers: number[] }>();
  const use = (buffer: Buffer) => {
    const found = uses.get(buffer) ?? { writers: [], readers: [] };
    uses.set(buffer, found);
    return found;
  };
  works.forEach((work, at) => {
    const { reads, writes } = operandsOf(work);
    for (const { buffer } of reads) if (buffer.space !== 'const') use(buffer).readers.push(at);
    for (const { buffer } of writes) use(buffer).writers.push(at);
  });
  return uses;
}

/** What each part writes of a buffer. */
type Written = readonly Span[];

/**
 * The longest cascade of `count` parts that begins with a work and goes on as long as `wanted` tensors are still to be
 * read. Undefined where none of them would lie in parts.
 */
export function cascadeFrom(
  first: number,
  count: number,
  works: readonly Work[],
  uses: ReadonlyMap<Buffer, Uses>,
  wanted: ReadonlySet<Buffer>,
  constants: ConstantSource<Access>,
): Cascade | undefined {
  const members: number[] = [];
  const between: number[] = [];
  const written = new Map<Buffer, Written>();
  const isMember = (at: number) => members.includes(at);
  for (let [at, last] = [first, first]; at <= last; at++) {
    const { reads } = operandsOf(works[at]);
    const own = reads.map((access) => access.buffer).filter((each) => written.has(each));
    const { buffer } = works[at].y;
    const joins = own.length > 0 || written.has(buffer);
    if (at > first && !joins) {
      between.push(at);
      continue;
    }
    const whole = own.every((each) => uses.get(each)?.writers.every(isMember));
    const made = whole ? partsOf(works[at], count, constants) : undefined;
    if (!made || !readsItsOwn(made, written)) break;
    const before = written.get(buffer);
    const spans = made.map(({ y }, i) => around(before?.[i], spanOf(y)));
    if (!areApart(spans)) break;
    members.push(at);
    written.set(buffer, spans);
    if (wanted.has(buffer)) last = Math.max(last, ...(uses.get(buffer)?.readers ?? []));
  }
  const closed = [...written].filter(([buffer]) => {
    const { writers = [], readers = [] } = uses.get(buffer) ?? {};
    return wanted.has(buffer) && readers.length > 0 && [...writers, ...readers].every(isMember);
  });
  if (closed.length === 0) return undefined;
  const spans = new Map(closed);
  const end = members[members.length - 1];
  return {
    members,
    between: between.filter((at) => at < end),
    spans,
    held: Math.max(...members.map((at) => heldAt(at, spans, uses))),
  };
}

/** Whether each part reads of what the cascade has written what the same part of it wrote. */
function readsItsOwn(parts: readonly Work[], written: ReadonlyMap<Buffer, Written>): boolean {
  return parts.every((part, i) =>
    operandsOf(part).reads.every((access) => {
      const of = written.get(access.buffer);
      if (!of) return true;
      const { from, to } = spanOf(access);
      return of[i].from <= from && to <= of[i].to;
    }),
  );
}

function areApart(spans: Written): boolean {
  return spans.every((span, i) => common(spans[i - 1], span) === undefined);
}

function heldAt(at: number, spans: ReadonlyMap<Buffer, readonly Span[]>, uses: ReadonlyMap<Buffer, Uses>): number {
  let bytes = 0;
  for (const [buffer, list] of spans) {
    const { writers = [], readers = [] } = uses.get(buffer) ?? {};
    if (writers[0] <= at && at <= readers[readers.length - 1])
      bytes += Math.max(...list.map(({ from, to }) => to - from));
  }
  return bytes;
}
