import type { RunRecord } from '@openbpu/record';

export interface MacShare {
  /** Multiply-accumulates on the BPU, and of all nodes. */
  readonly bpu: number;
  readonly total: number;
  /** bpu / total, undefined for a model that multiplies nothing. */
  readonly share: number | undefined;
}

/** What is left out of every count, in a sentence. */
export const WHAT_COUNTS =
  'Counted are convolutions, matrix products, attention and recurrent layers, on the CPU too; other operators count 0.';

/**
 * How much of the work of one inference the BPU does: convolutions, products and recurrent layers on either device.
 * Other operators count nothing.
 */
export function macShare(nodes: RunRecord['nodes']): MacShare {
  let bpu = 0;
  let total = 0;
  for (const { on, macs = 0 } of nodes) {
    total += macs;
    if (on === 'BPU') bpu += macs;
  }
  return { bpu, total, share: total === 0 ? undefined : bpu / total };
}

/** The share as a sentence, never rounded up to all or down to nothing. */
export function shareText(nodes: RunRecord['nodes']): string {
  const { share } = macShare(nodes);
  const onBpu = nodes.filter(({ on }) => on === 'BPU').length;
  if (share === undefined)
    return `No node multiplies and accumulates; ${onBpu} of ${nodes.length} nodes run on the BPU.`;
  const hundredths = Math.floor(share * 10_000);
  const text = hundredths === 0 && share > 0 ? '< 0.01' : (hundredths / 100).toFixed(2);
  return `${text} % of the multiply-accumulates run on the BPU.`;
}
