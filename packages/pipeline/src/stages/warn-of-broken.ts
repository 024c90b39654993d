import type { Sink } from '@openbpu/diagnostics';
import type { ValueId } from '@openbpu/ir';
import type { Known } from '@openbpu/quant';
import { PIPELINE } from '../catalogue';

/**
 * Warns of the first activation, in the order given, that was NaN or infinite on the samples, and counts the others.
 */
export function warnOfBroken(known: Known, activations: readonly ValueId[], sink: Sink): void {
  const counts = new Map<ValueId, number>();
  for (const [key, { broken }] of known) {
    const at = key.slice(key.indexOf(' ') + 1);
    counts.set(at, Math.max(counts.get(at) ?? 0, broken));
  }
  const bad = activations.filter((id) => (counts.get(id) ?? 0) > 0);
  if (bad.length > 0)
    sink.report(
      PIPELINE.brokenActivation(
        { tensor: bad[0], count: counts.get(bad[0])!, others: bad.length - 1 },
        { name: bad[0] },
      ),
    );
}
