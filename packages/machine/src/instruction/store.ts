import type { Region } from '../region';
import { type Copy, defineCopy } from './copy';

/** On-chip memory into main memory. */
export type Store<R = Region> = Copy<'store', R>;

export const store = defineCopy('store', 2, 'dma', (x, y) =>
  x.space !== 'sram' || y.space !== 'ddr' ? 'store goes from sram to ddr' : undefined,
);
