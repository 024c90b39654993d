import type { Instruction } from '@openbpu/machine';
import { operandsOf } from '@openbpu/machine';
import type { Access, Buffer } from './buffer';

/** Where buffers of one memory begin, and how many bytes they need together. */
export interface Allocation {
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly bytes: number;
}

/** The instructions, first to last, during which a buffer holds something. */
interface Life {
  readonly buffer: Buffer;
  first: number;
  last: number;
}

interface Placed extends Life {
  readonly offset: number;
  readonly end: number;
}

/** Instructions that are looked at together when neighbours in time are sought. */
const SPAN = 32;

function spansOf({ first, last }: Life): number[] {
  const from = Math.floor(first / SPAN);
  return Array.from({ length: Math.floor(last / SPAN) - from + 1 }, (_, i) => from + i);
}

/**
 * Gives every buffer of `space` an aligned address. Two buffers share bytes only when the last use of one comes before
 * the first of the other; `before` are live from the start, `after` to the end, those in `keep` at least up to that
 * instruction. Larger buffers choose first, the lowest place that is free.
 */
export function allocate(
  space: Buffer['space'],
  instructions: readonly Instruction<Access>[],
  pinned: { readonly before: readonly Buffer[]; readonly after: readonly Buffer[] },
  alignBytes: number,
  keep: ReadonlyMap<Buffer, number> = new Map(),
): Allocation {
  const placed: Placed[] = [];
  const spans = new Map<number, Placed[]>();
  let bytes = 0;
  const bySize = lives(space, instructions, pinned, keep).sort((a, b) => b.buffer.bytes - a.buffer.bytes);
  for (const life of bySize) {
    const size = Math.ceil(life.buffer.bytes / alignBytes) * alignBytes;
    const near = new Set(spansOf(life).flatMap((span) => spans.get(span) ?? []));
    const neighbours = [...near]
      .filter((other) => other.first <= life.last && life.first <= other.last)
      .sort((a, b) => a.offset - b.offset);
    let offset = 0;
    for (const other of neighbours) {
      if (offset + size <= other.offset) break;
      offset = Math.max(offset, other.end);
    }
    const place = { ...life, offset, end: offset + size };
    placed.push(place);
    for (const span of spansOf(life)) spans.set(span, [...(spans.get(span) ?? []), place]);
    bytes = Math.max(bytes, offset + size);
  }
  return { offsets: new Map(placed.map(({ buffer, offset }) => [buffer, offset])), bytes };
}

/** In the order the buffers are first mentioned. */
function lives(
  space: Buffer['space'],
  instructions: readonly Instruction<Access>[],
  pinned: { readonly before: readonly Buffer[]; readonly after: readonly Buffer[] },
  keep: ReadonlyMap<Buffer, number>,
): Life[] {
  const found = new Map<Buffer, Life>();
  const use = (buffer: Buffer, at: number) => {
    if (buffer.space !== space) return;
    const life = found.get(buffer);
    if (!life) found.set(buffer, { buffer, first: at, last: at });
    else life.last = Math.max(life.last, at);
  };
  for (const buffer of pinned.before) use(buffer, -1);
  instructions.forEach((instruction, at) => {
    const { reads, writes } = operandsOf(instruction);
    for (const { buffer } of [...reads, ...writes]) use(buffer, at);
  });
  for (const [buffer, last] of keep) use(buffer, last);
  for (const buffer of pinned.after) use(buffer, instructions.length);
  return [...found.values()];
}
