import { basename, parse } from 'node:path';
import type { SampleRef } from '@openbpu/runtime';
import type { Label } from '@openbpu/vision';

/** The class of every sample, by the name of its file without what it ends in; −1 for a sample that has none. */
export function labelsFor(samples: readonly SampleRef[], labels: readonly Label[]): number[] {
  const classes = new Map(labels.map(({ name, label }) => [parse(name).name, label]));
  return samples.map(({ inputs }) => {
    const names = inputs.flatMap((input) => (input.kind === 'file' ? [basename(input.file)] : []));
    return names.map((name) => classes.get(parse(name).name)).find((label) => label !== undefined) ?? -1;
  });
}
