import { mapOperands } from '@openbpu/machine';
import type { Buffer, Work } from '../buffer';
import type { ConstantPool } from '../constant-pool';
import { type Cascade, cascadeFrom, usesOf } from './cascade';
import { partsOf } from './parts-of';

/** A work of a list in which some stand in slices. */
export interface Sliced {
  readonly work: Work;
  /** Which of the works it is, or is part of. */
  readonly source: number;
}

/** Works, some of them slice by slice. */
export interface Cascaded {
  readonly works: readonly Sliced[];
  /** Of each tensor that lies in slices, these. */
  readonly slices: ReadonlyMap<Buffer, readonly Buffer[]>;
}

/** What is known of tensors before works are cut into slices. */
export interface Memory {
  /** Intermediate tensors that did not stay on chip. */
  readonly spilled: ReadonlySet<Buffer>;
  /** Tensors that are met outside of the works. */
  readonly pinned: ReadonlySet<Buffer>;
  /** Bytes on chip. */
  readonly room: number;
}

/** Tensors of this part of the room are worth a slice, whether they stayed on chip or not. */
const LARGE = 1 / 8;

/** The part of the room that the tensors of one slice may take: the rest is for what comes and goes. */
const FILLED = 1 / 2;

/** Numbers of slices that are tried. */
const COUNTS = [2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

/**
 * Works in which those that hand spilled tensors to each other go slice by slice, so that a slice of such a tensor
 * stays on chip where the whole does not. Of the numbers of slices the least is taken that keeps the most bytes there.
 * Undefined where nothing can be cut so. What is cut adds to `constants`, what is tried does not.
 */
export function cascaded(
  works: readonly Work[],
  { spilled, pinned, room }: Memory,
  constants: ConstantPool,
): Cascaded | undefined {
  const uses = usesOf(works);
  const isWanted = (buffer: Buffer) => spilled.has(buffer) || (!pinned.has(buffer) && buffer.bytes >= LARGE * room);
  const wanted = new Set([...uses.keys()].filter(isWanted));
  const result: Sliced[] = [];
  const slices = new Map<Buffer, readonly Buffer[]>();
  const done = new Set<number>();
  for (const [at, work] of works.entries()) {
    if (done.has(at)) continue;
    const make = (count: number) => cascadeFrom(at, count, works, uses, wanted, constants.trial);
    const best = bestOf(make, FILLED * room);
    if (!best?.keeps.some((buffer) => spilled.has(buffer))) {
      result.push({ work, source: at });
      continue;
    }
    const { cascade: found, count } = best;
    for (const source of found.between) result.push({ work: works[source], source });
    for (const [buffer, spans] of found.spans)
      slices.set(
        buffer,
        spans.map((span, i) => sliceOf(buffer, span, i)),
      );
    const parts = found.members.map((member) => partsOf(works[member], count, constants) ?? []);
    result.push(...inSlices(found.members, parts, slices));
    for (const source of [...found.members, ...found.between]) done.add(source);
  }
  return slices.size > 0 ? { works: result, slices } : undefined;
}

/** A cascade in so many slices, and the tensors that lie in them. */
interface Best {
  readonly cascade: Cascade;
  readonly count: number;
  readonly keeps: readonly Buffer[];
}

/** Of cascades whose slices need at most `room`, the one that keeps the most bytes in them; the first of equals. */
function bestOf(make: (count: number) => Cascade | undefined, room: number): Best | undefined {
  let best: (Best & { readonly bytes: number }) | undefined;
  for (const count of COUNTS) {
    const cascade = make(count);
    if (!cascade || cascade.held > room) continue;
    const keeps = [...cascade.spans.keys()];
    const bytes = keeps.reduce((sum, buffer) => sum + buffer.bytes, 0);
    if (bytes > (best?.bytes ?? 0)) best = { cascade, count, keeps, bytes };
  }
  return best;
}

function sliceOf(buffer: Buffer, { from, to }: { readonly from: number; readonly to: number }, at: number): Buffer {
  return { name: `${buffer.name}/${at}`, space: 'ddr', bytes: to - from, part: { of: buffer, at: from } };
}

/** Slice after slice, the members in their order. */
function inSlices(
  members: readonly number[],
  parts: readonly (readonly Work[])[],
  slices: ReadonlyMap<Buffer, readonly Buffer[]>,
): Sliced[] {
  return parts[0].flatMap((_, slice) =>
    members.map((source, at): Sliced => {
      const work = mapOperands(parts[at][slice], (access) => {
        const own = slices.get(access.buffer)?.[slice];
        return own?.part ? { ...access, buffer: own, offset: access.offset - own.part.at } : access;
      });
      return { source, work };
    }),
  );
}
