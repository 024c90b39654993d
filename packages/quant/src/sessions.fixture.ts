import type { LanePool } from '@openbpu/runtime';

/** What a pool was asked to open since somebody watches it. */
export interface Watched {
  readonly models: Uint8Array[];
  readonly options: Parameters<LanePool['open']>[1][];
  /** How many of the sessions are not closed yet. */
  open: number;
}

export function watchSessions(pool: LanePool): Watched {
  const watched: Watched = { models: [], options: [], open: 0 };
  const open = pool.open.bind(pool);
  pool.open = async (model, options) => {
    const pieces = model instanceof Uint8Array ? [model] : [...model];
    const session = await open(pieces, options);
    watched.models.push(...pieces);
    watched.options.push(options);
    watched.open++;
    return { ...session, close: () => (watched.open--, session.close()) };
  };
  return watched;
}
