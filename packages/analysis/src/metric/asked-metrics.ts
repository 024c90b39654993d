import { fail, nearest } from '@openbpu/diagnostics';
import { ANALYSIS } from '../catalogue';
import { METRICS, type Metric } from '../results';

/** The metrics of these names, each once. Throws DiagnosticError for an unknown one, and for none at all. */
export function askedMetrics(names: readonly string[]): readonly Metric[] {
  if (names.length === 0) fail(ANALYSIS.noMetric({ key: 'metrics', known: METRICS }, { name: 'metrics' }));
  return [...new Set(names.map(askedMetric))];
}

/** The metric of a name. Throws DiagnosticError (ANA003). */
export function askedMetric(name: string): Metric {
  const known = METRICS.find((metric) => metric === name);
  if (known) return known;
  const near = nearest(name, METRICS);
  return fail(
    ANALYSIS.unknownMetric(
      { metric: name, known: METRICS, ...(near === undefined ? {} : { nearest: near }) },
      { name },
    ),
  );
}
