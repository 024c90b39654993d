import type { Served } from './mix-methods';

/** What is tried: all groups that win by another method than the base, those that win most, half of them, a quarter. */
const SHARES = [1, 2, 4];

/** A method for every group, by number. */
export interface Mixture {
  /** `mix`, with the number of groups that have another method than the base where some of them do not. */
  readonly name: string;
  readonly methods: readonly number[];
}

/**
 * The mixtures worth a try. Groups are probed one at a time; together, what a few of them win may be lost by many that
 * win next to nothing. None where no group wins.
 */
export function mixtures(served: readonly Served[], base: number): Mixture[] {
  const winners = [...served.keys()].filter((group) => served[group].method !== base);
  winners.sort((a, b) => served[b].gain - served[a].gain || a - b);
  const sizes = new Set(SHARES.map((share) => Math.floor(winners.length / share)));
  return [...sizes]
    .filter((size) => size > 0)
    .map((size) => {
      const chosen = new Set(winners.slice(0, size));
      return {
        name: size === winners.length ? 'mix' : `mix:groups=${size}`,
        methods: served.map(({ method }, group) => (chosen.has(group) ? method : base)),
      };
    });
}
