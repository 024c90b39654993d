import { type Offer, rankedOffers } from '@openbpu/analysis';
import type { Progress } from '../stage-list';
import type { TuneBench } from './tune-bench';
import type { WideGroup } from './wide-groups';

/** How many samples every group is tried on, and how many those that promise something. */
const SCREENED = 2;
const LOOKED = 8;
/** So few groups are all tried on eight samples. */
const FEW = 24;
/** Groups that make up less than the rest of that part of all worth are not compiled, and no more than so many are. */
const COVERED = 0.99;
const MOST = 64;

/**
 * What groups are worth and what they cost beside those of `base`: all of many are tried on two samples, those that
 * promise anything on eight, and what is left is compiled with each of them. The best for a millisecond first.
 */
export async function offersOf(
  bench: TuneBench,
  all: readonly WideGroup[],
  base: readonly string[],
  progress: Progress,
): Promise<readonly Offer[]> {
  const groups = all.filter(({ name }) => !base.includes(name));
  if (groups.length === 0) return [];
  const few = groups.length <= FEW;
  const promising = few ? groups : promisingOf(groups, await bench.worths(base, groups, SCREENED));
  if (promising.length === 0) return [];
  const worths = await bench.worths(base, promising, LOOKED);
  const useful = promising.flatMap((group, i) => (worths[i] > 0 ? [{ group, worth: worths[i] }] : []));
  const before = await bench.price(base);
  const offers: Offer[] = [];
  for (const [i, { group, worth }] of useful.entries()) {
    const ms = await bench.price([...base, group.name]);
    if (ms !== undefined && before !== undefined) offers.push({ group: group.name, worth, ms: ms - before });
    progress('price', i + 1, useful.length);
  }
  return rankedOffers(offers);
}

/** Those of the largest worth that make up nearly all of it, in their order. */
function promisingOf(groups: readonly WideGroup[], worths: readonly number[]): readonly WideGroup[] {
  const positive = groups.map((_, i) => i).filter((i) => worths[i] > 0);
  const total = positive.reduce((sum, i) => sum + worths[i], 0);
  let covered = 0;
  const kept = new Set<number>();
  for (const i of positive.toSorted((a, b) => worths[b] - worths[a])) {
    if (kept.size === MOST || covered >= COVERED * total) break;
    kept.add(i);
    covered += worths[i];
  }
  return groups.filter((_, i) => kept.has(i));
}
