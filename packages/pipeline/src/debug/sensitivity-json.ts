import type { SensitivityResult } from '@openbpu/analysis';

/** A ranking as JSON has it: an array, since JSON keeps no order of names; numbers in full precision. */
export function sensitivityJson({ kind, metrics, samples, nodes }: SensitivityResult) {
  return {
    kind,
    metrics,
    samples,
    nodes: [...nodes].map(([node, values]) => ({ node, ...Object.fromEntries(values) })),
  };
}
