import type { Change } from './change';

/** Changes at one place, of which each is made on top of those before it. */
export type Block = readonly Change[];

/** Lists of changes whose errors tell what every change of every block takes away. */
export interface Removals {
  readonly lists: readonly (readonly Change[])[];
  /** By block and change, of the errors of `lists`: the mean drop. Drops add up to the first error less the last. */
  drops(errors: readonly number[]): readonly (readonly number[])[];
}

/**
 * Removes blocks one after the other, from first to last and from last to first: what the one order gives to a change
 * that the other does not, because errors do not simply add up, is halved. In either order the drops add up to what all
 * of them take away, and so do their means.
 */
export function removals(blocks: readonly Block[]): Removals {
  const lists: (readonly Change[])[] = [[]];
  const orders = [blocks.map((_, b) => b), blocks.map((_, b) => blocks.length - 1 - b)];
  const places: { readonly block: number; readonly step: number; readonly from: number; readonly to: number }[] = [];
  for (const order of orders) {
    let made: readonly Change[] = [];
    let from = 0;
    for (const block of order)
      blocks[block].forEach((change, step) => {
        made = [...made, change];
        const to = lists.push(made) - 1;
        places.push({ block, step, from, to });
        from = to;
      });
  }
  return {
    lists,
    drops(errors) {
      const drops = blocks.map((block) => block.map(() => 0));
      for (const { block, step, from, to } of places) drops[block][step] += (errors[from] - errors[to]) / orders.length;
      return drops;
    },
  };
}
