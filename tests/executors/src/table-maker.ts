import { ENTRIES, type Maker } from './graph-writer';

/** A table of every integer of an activation, of which there is always one. */
export const table: Maker = (g) => {
  const x = g.pick(g.values);
  const y = g.type();
  g.node('HzLut', [x.name, g.table(y, [ENTRIES[x.dtype]])], '', [x.shape], y);
};
