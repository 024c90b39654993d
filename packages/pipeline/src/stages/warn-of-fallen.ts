import type { Sink } from '@openbpu/diagnostics';
import type { RecordOutput } from '@openbpu/record';
import { PIPELINE } from '../catalogue';
import { FALLEN } from './first-fall';

const shown = (cosine: number | null) => (cosine ?? NaN).toFixed(6);

/**
 * Warns of every output that is not like the float model's, with the node where that begins. A cosine that is not known
 * warns of nothing.
 */
export function warnOfFallen(outputs: readonly RecordOutput[], sink: Sink): void {
  for (const { name, cosine, fall } of outputs) {
    if (cosine === null || !(cosine < FALLEN)) continue;
    sink.report(
      PIPELINE.lowCosine(
        {
          output: name,
          cosine: shown(cosine),
          ...(fall ? { fall: { node: fall.node, cosine: shown(fall.cosine) } } : {}),
        },
        { name },
      ),
    );
  }
}
