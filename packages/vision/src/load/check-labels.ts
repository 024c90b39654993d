import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import type { Label } from './read-labels';

/** Fails with VIS023, at its line, for the first label of `file` that is none of `classes` classes. */
export function checkLabels(labels: readonly Label[], classes: number, file: string): void {
  const wrong = labels.find(({ label }) => label >= classes);
  if (wrong)
    fail(VISION.labelOutOfRange({ label: wrong.label, classes }, { name: wrong.name, file, line: wrong.line }));
}
