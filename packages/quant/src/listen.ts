import type { ValueId } from '@openbpu/ir';
import {
  type FoldResult,
  type Observation,
  type PooledSession,
  type SampleRef,
  mergeFolds,
  observationKey,
} from '@openbpu/runtime';
import { type Observable, bufferCount, defer, lastValueFrom, mergeMap, reduce, tap } from 'rxjs';
import type { Known, Listener } from './calibrator';

/** The calibration samples, as often as somebody walks through them. */
export type SampleSource = () => Observable<SampleRef>;

/**
 * How many samples a lane takes at once, whose answers it merges itself: few enough that no lane waits long for another
 * at the end.
 */
const TAKEN_AT_ONCE = 4;

/**
 * Walks through the samples until no listener has a further wish. Equal wishes are heard once, and nobody listens for
 * the maximum of a tensor whose histogram is heard. No more samples are in flight than each lane has taken; answers
 * merge as they come, which is of no consequence for them. What was heard `before` of the same model and the same
 * samples is not listened for again, and the session is opened only for something else.
 */
export async function listen(
  open: () => Promise<PooledSession>,
  samples: SampleSource,
  activations: readonly ValueId[],
  listeners: readonly Listener[],
  onSample: (walk: number) => void = () => {},
  before: Known = new Map(),
): Promise<Known> {
  const known = new Map<string, FoldResult>();
  for (let walk = 1; ; walk++) {
    const asked = wishesOf(activations, listeners, known);
    if (asked.length === 0) return known;
    const wishes: Observation[] = [];
    for (const wish of asked) {
      const answer = before.get(observationKey(wish));
      if (answer) known.set(observationKey(wish), answer);
      else wishes.push(wish);
    }
    if (wishes.length === 0) continue;
    const session = await open();
    const heard = await lastValueFrom(
      samples().pipe(
        bufferCount(TAKEN_AT_ONCE),
        mergeMap(
          (taken) =>
            defer(() => session.use((lane) => lane.observe(taken, wishes))).pipe(
              tap(() => taken.forEach(() => onSample(walk))),
            ),
          session.lanes,
        ),
        reduce((merged, results) => merged.map((result, i) => mergeFolds(result, results[i]))),
      ),
    );
    wishes.forEach((wish, i) => known.set(observationKey(wish), heard[i]));
  }
}

function wishesOf(activations: readonly ValueId[], listeners: readonly Listener[], known: Known): Observation[] {
  const wishes = new Map<string, Observation>();
  for (const listener of listeners)
    for (const wish of listener.ask(activations, known)) wishes.set(observationKey(wish), wish);
  for (const key of wishes.keys()) if (known.has(key)) throw new Error(`a listener asks again for ${key}`);
  const all = [...wishes.values()];
  const binned = new Set(all.filter(({ fold }) => fold === 'histogram').map(({ at }) => at));
  return all.filter(({ at, fold }) => fold !== 'absmax' || !binned.has(at));
}

/** At most so many of a list, evenly spread over all, in order. */
export function spread<T>(all: readonly T[], most: number): T[] {
  const count = Math.min(most, all.length);
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]);
}
