import type { Backend } from '@openbpu/plugin-api';

const KEY = 'openbpu.march';

/** The march that a model is made for, as metadata of its file. */
export function describeMarch(march: string): Record<string, string> {
  return { [KEY]: march };
}

/**
 * The ops that compute in int16 on the march that a model file names, by name; undefined for a file that names none, or
 * one that is not known.
 */
export function wideOpsOf(
  metadata: Readonly<Record<string, string>>,
  backends: readonly Backend[],
): Backend['policy']['int16'] | undefined {
  return backends.find(({ march }) => march === metadata[KEY])?.policy.int16;
}
