import { type Kernels } from './kernels';
import { PANEL, PANEL_HEAD, panelBytes } from './panel';

/**
 * Panels of one group of int16 weights [n, k], as `packWeights` lays them out; biases, multipliers and panels are
 * addresses.
 */
export function packWide(
  kernels: Kernels,
  weights: Int16Array,
  biases: number,
  multipliers: number,
  panels: number,
  n: number,
  k: number,
): void {
  const size = panelBytes(k);
  kernels.u8(panels, Math.ceil(n / PANEL) * size).fill(0);
  for (let channel = 0; channel < n; channel++) {
    const panel = panels + Math.floor(channel / PANEL) * size;
    const lane = channel % PANEL;
    kernels.i32(panel, PANEL)[lane] = kernels.i32(biases, n)[channel];
    kernels.f32(panel + 4 * PANEL, PANEL)[lane] = kernels.f32(multipliers, n)[channel];
    const to = kernels.i16(panel + PANEL_HEAD, (size - PANEL_HEAD) / 2);
    for (let i = 0; i < k; i++) to[(i >> 1) * 2 * PANEL + 2 * lane + (i & 1)] = weights[channel * k + i];
  }
}
