import type { Region } from '../region';
import { type Copy, defineCopy } from './copy';

/** Main memory or constants into on-chip memory. */
export type Load<R = Region> = Copy<'load', R>;

export const load = defineCopy('load', 1, 'dma', (x, y) =>
  x.space === 'sram' || y.space !== 'sram' ? 'load goes from ddr or const to sram' : undefined,
);
