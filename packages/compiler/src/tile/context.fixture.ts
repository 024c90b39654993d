import { ConstantPool } from '../constant-pool';
import { FEATURES } from '../features.fixture';
import type { TileContext } from './tile-context';

/** The boldest attempt at the least time with 64 KiB, as far as `parts` does not say otherwise. */
export function contextOf(parts: Partial<TileContext> = {}): TileContext {
  return {
    features: FEATURES,
    constants: new ConstantPool(1).trial,
    room: 1 << 16,
    choice: 'latency',
    attempt: { part: 1, compared: true, resident: true, ahead: true, reuse: true },
    ...parts,
  };
}

/** The attempt of `contextOf`, one thing changed. */
export function attemptWith(parts: Partial<TileContext['attempt']>): TileContext['attempt'] {
  return { ...contextOf().attempt, ...parts };
}
