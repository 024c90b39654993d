import { type Instruction, operandsOf } from '@openbpu/machine';
import type { Access, Buffer } from '../buffer';
import type { Step } from './stage';
import { type TileContext, alignedBytes } from './tile-context';

/** Instructions in the order they are given to the queues. */
export interface Schedule {
  readonly instructions: readonly Instruction<Access>[];
  /** For each instruction, the work it belongs to. */
  readonly works: readonly number[];
  /**
   * Buffers that should stay untouched up to an instruction after their last use, so that a queue need not wait for
   * another.
   */
  readonly keep: ReadonlyMap<Buffer, number>;
}

/** Whether a load from a buffer may be given as soon as a work has begun. */
export type Early = (from: Buffer, work: number) => boolean;

export const ALWAYS: Early = () => true;

/**
 * Loads of a step are given before the work of the step in front of it, where there is room, so that transfers and work
 * go on at the same time. `used`: bytes of residents per work. Where the attempt does not go ahead, steps follow
 * each other strictly.
 */
export function schedule(
  steps: readonly Step[],
  used: readonly number[],
  context: Pick<TileContext, 'features' | 'room' | 'attempt'> & { readonly early?: Early },
): Schedule {
  const { room, early: mayCome = ALWAYS } = context;
  const instructions: Instruction<Access>[] = [];
  const works: number[] = [];
  const keep = new Map<Buffer, number>();
  const emit = (list: readonly Instruction<Access>[], work: number) =>
    list.forEach((instruction) => {
      instructions.push(instruction);
      works.push(work);
    });
  const bytesOf = (buffers: Iterable<Buffer>) =>
    [...new Set(buffers)].reduce((sum, { bytes }) => sum + alignedBytes(bytes, context), 0);
  /** What the step before this one held, and what of it is being stored. */
  let past: readonly (readonly Buffer[])[] = [];
  let late = steps[0]?.loads ?? [];
  steps.forEach((step, at) => {
    emit(late, step.work);
    const next = at + 1 < steps.length ? steps[at + 1] : undefined;
    late = next?.loads ?? [];
    const live = Math.max(used[step.work], next ? used[next.work] : 0);
    if (next && context.attempt.ahead && live + bytesOf([...step.held, ...buffersOf(late)]) <= room) {
      const pending = new Set(
        step.stores
          .concat(step.body)
          .flatMap((instruction) => operandsOf(instruction).writes)
          .map(({ buffer }) => buffer),
      );
      const waits = (load: Instruction<Access>) =>
        operandsOf(load).reads.some(({ buffer }) => pending.has(buffer) || !mayCome(buffer, step.work));
      emit(
        late.filter((load) => !waits(load)),
        next.work,
      );
      const early = new Set(late.filter((load) => !waits(load)));
      late = late.filter((load) => !early.has(load));
      const kept = past.find((buffers) => live + bytesOf([...step.held, ...buffersOf(next.loads), ...buffers]) <= room);
      for (const buffer of kept ?? []) keep.set(buffer, instructions.length);
    }
    emit(step.body, step.work);
    emit(step.stores, step.work);
    past = [
      step.held,
      step.stores
        .flatMap((store) => operandsOf(store).reads.map(({ buffer }) => buffer))
        .filter((buffer) => step.held.includes(buffer)),
    ];
  });
  return { instructions, works, keep };
}

function buffersOf(loads: readonly Instruction<Access>[]): Buffer[] {
  return loads.flatMap((load) => operandsOf(load).writes.map(({ buffer }) => buffer));
}
