import { type PackedWeights } from '../pack-weights';
import { PANEL, PANEL_HEAD, panelBytes } from '../panel';

/** One output channel of packed weights: its bias, its multiplier and its weights. */
export interface PackedChannel {
  readonly bias: number;
  readonly multiplier: number;
  weight(index: number): number;
}

/** Output channel `channel` (over all groups) as the packing documents it. */
export function packedChannel(
  memory: ArrayBuffer,
  { offset, n, k, groups }: PackedWeights,
  channel: number,
): PackedChannel {
  const view = new DataView(memory);
  const each = n / groups;
  const group = Math.floor(channel / each);
  const inGroup = channel % each;
  const panel = offset + (group * Math.ceil(each / PANEL) + Math.floor(inGroup / PANEL)) * panelBytes(k);
  const lane = inGroup % PANEL;
  return {
    bias: view.getInt32(panel + lane * 4, true),
    multiplier: view.getFloat32(panel + PANEL * 4 + lane * 4, true),
    weight: (index) =>
      view.getInt16(panel + PANEL_HEAD + (Math.floor(index / 2) * PANEL * 2 + lane * 2 + (index % 2)) * 2, true),
  };
}
