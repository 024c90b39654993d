import type { ValueId } from '@openbpu/ir';
import { type FoldResult, type Observation, type PooledSession, type SampleRef, observationKey } from '@openbpu/runtime';
import { type Observable, defer, lastValueFrom, mergeMap, reduce, tap } from 'rxjs';
import type { Calibrator, Known } from './calibrator';

/** The calibration samples, as often as somebody walks through them. */
export type SampleSource = () => Observable<SampleRef>;

/**
 * Walks through the samples until no calibrator has a further wish. Equal wishes are heard once. Only as many samples
 * are in flight as the session has lanes; the answers are sums and maxima of whole numbers, so their order is of no
 * consequence.
 */
export async function listen(session: PooledSession, samples: SampleSource, activations: readonly ValueId[], calibrators: readonly Calibrator[], onSample: (walk: number) => void = () => {}): Promise<Known> {
  const known = new Map<string, FoldResult>();
  for (let walk = 1; ; walk++) {
    const wishes = new Map<string, Observation>();
    for (const calibrator of calibrators) for (const wish of calibrator.ask(activations, known)) wishes.set(observationKey(wish), wish);
    for (const key of wishes.keys()) if (known.has(key)) throw new Error(`a calibrator asks again for ${key}`);
    if (wishes.size === 0) return known;
    const observations = [...wishes.values()];
    const heard = await lastValueFrom(
      samples().pipe(
        mergeMap((sample) => defer(() => session.use((lane) => lane.observe(sample, observations))), session.lanes),
        tap(() => onSample(walk)),
        reduce((merged, results) => results.map((result, i) => merge(merged[i], result)), [] as FoldResult[]),
      ),
    );
    observations.forEach((observation, i) => known.set(observationKey(observation), heard[i]));
  }
}

/** Two answers to one observation as one. */
export function merge(a: FoldResult | undefined, b: FoldResult): FoldResult {
  if (a === undefined) return b;
  if (a.fold === 'absmax' && b.fold === 'absmax') return { fold: 'absmax', value: Math.max(a.value, b.value), broken: a.broken + b.broken };
  if (a.fold === 'histogram' && b.fold === 'histogram') return { fold: 'histogram', counts: a.counts.map((count, i) => count + b.counts[i]) };
  throw new Error(`answers of ${a.fold} and ${b.fold} do not mix`);
}
