import type { Region } from '../region';
import { type Copy, defineCopy } from './copy';

/** A strided copy anywhere: concat, split, slice, transpose, reshape and padding are made of it. */
export type Move<R = Region> = Copy<'move', R>;

export const move = defineCopy('move', 12, 'vector', () => undefined);
