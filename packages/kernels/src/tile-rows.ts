const TILE_BYTES = 48 * 1024;
const LEAST = 16;
const MOST = 64;

/**
 * Rows of widened activations of depth `k` that stay close to the core while the panels pass by: a multiple of four.
 */
export function tileRows(k: number, rows: number): number {
  const fit = Math.floor(TILE_BYTES / widenedBytes(k) / 4) * 4;
  return Math.min(Math.max(fit, LEAST), MOST, Math.ceil(rows / 4) * 4);
}

/** Bytes of one widened row. */
export function widenedBytes(k: number): number {
  return Math.ceil(k / 8) * 16;
}

/** Bytes of a tile: the rows' target addresses, the rows, and what the last one may overrun. */
export function tileBytes(k: number, rows: number): number {
  return rows * (4 + widenedBytes(k)) + 16;
}
