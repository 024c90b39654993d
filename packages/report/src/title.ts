import type { RunRecord } from '@openbpu/record';

/**
 * What the user calls the run: the prefix of its files, else the last of the model's files, else the name of its graph.
 */
export function titleOf({ prefix, model }: Pick<RunRecord, 'prefix' | 'model'>): string {
  return prefix || model?.files?.at(-1) || model?.name || 'unnamed model';
}
