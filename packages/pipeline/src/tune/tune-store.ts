import type { Store } from '../cache/store';

/** What only the points of a tuning would find again, at megabytes each: thresholds and programs of every point. */
const LARGE = /^(?:calibrate|compile|prove)\//;

/** A store that finds everything, and keeps nothing large. */
export function smallOnly(store: Store): Store {
  return {
    recall: (key) => store.recall(key),
    keep: (key, bytes) => {
      if (!LARGE.test(key)) store.keep(key, bytes);
    },
    flush: () => store.flush(),
  };
}
