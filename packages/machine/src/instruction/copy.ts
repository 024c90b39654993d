import { runsOf, transferBytes } from '../cost/runs-of';
import { runCycles } from '../cost/vector-cycles';
import { region } from '../encoding/codec';
import type { MachineFeatures } from '../features';
import type { Region, View } from '../region';
import { firstOf, sameShapes } from './checks';
import { defineInstruction, defineWork } from './define-instruction';

/** `y = x`, element by element, each side with strides of its own. */
export interface Copy<K extends string, R = Region> {
  readonly kind: K;
  readonly x: R;
  readonly y: R;
}

/** Main memory or constants into on-chip memory. */
export type Load<R = Region> = Copy<'load', R>;

/** On-chip memory into main memory. */
export type Store<R = Region> = Copy<'store', R>;

/** A strided copy anywhere: concat, split, slice, transpose, reshape and padding are made of it. */
export type Move<R = Region> = Copy<'move', R>;

const fields = { y: region, x: region };

function complaint({ x, y }: Copy<string>): string | undefined {
  return firstOf(x.dtype !== y.dtype && `x is ${x.dtype} and y is ${y.dtype}`, sameShapes('x', x, 'y', y));
}

function transferCycles({ x, y }: Copy<string, View>, features: MachineFeatures): number {
  return Math.ceil(transferBytes(x, y, features) / features.ddrBytesPerCycle);
}

export const load = defineInstruction<'load'>({
  kind: 'load',
  code: 1,
  queue: 'dma',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), y: write(i.y) }),
  fields,
  complaint: (i) =>
    firstOf(complaint(i), (i.x.space === 'sram' || i.y.space !== 'sram') && 'load goes from ddr or const to sram'),
  cycles: transferCycles,
});

export const store = defineInstruction<'store'>({
  kind: 'store',
  code: 2,
  queue: 'dma',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), y: write(i.y) }),
  fields,
  complaint: (i) =>
    firstOf(complaint(i), (i.x.space !== 'sram' || i.y.space !== 'ddr') && 'store goes from sram to ddr'),
  cycles: transferCycles,
});

export const move = defineWork<'move'>({
  kind: 'move',
  code: 12,
  queue: 'vector',
  map: (i, { read, write }) => ({ ...i, x: read(i.x), y: write(i.y) }),
  fields,
  complaint,
  cycles: ({ x, y }, features) => runCycles(runsOf(x, y), features),
  tiling: 'elementwise',
});
