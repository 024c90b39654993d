/**
 * Output channels of a panel, the unit packed weights are read in: int32 bias[8], float32 multiplier[8], then int16
 * weights [ceil8(k) / 2][8][2]: pairs along the depth k, so that one multiply-add instruction takes four channels.
 */
export const PANEL = 8;

/** Bytes of biases and multipliers, ahead of the weights. */
export const PANEL_HEAD = 64;

/** Bytes of one panel of depth `k`. */
export function panelBytes(k: number): number {
  return PANEL_HEAD + Math.ceil(k / 8) * 8 * PANEL * 2;
}
