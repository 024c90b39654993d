import type { RunRecord } from '@openbpu/record';

export interface Verdict {
  readonly word: 'PASSED' | 'FAILED' | 'SKIPPED' | 'CHECKED';
  readonly tone: 'good' | 'bad' | 'even';
  /** One sentence for the console and the head of the page. */
  readonly line: string;
}

/**
 * What the run proved. PASSED needs values compared and none different, whatever the status of the record says; runs
 * that compare nothing FAILED with their errors, or CHECKED.
 */
export function verdict({ verification, diagnostics }: RunRecord): Verdict {
  if (verification === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const line = 'quantised model and .bin: not compared';
    return errors === 0
      ? { word: 'CHECKED', tone: 'even', line }
      : { word: 'FAILED', tone: 'bad', line: `${line}, ${errors} error${errors === 1 ? '' : 's'}` };
  }
  const { compared, mismatches, status } = verification;
  const word =
    status === 'failed' || mismatches > 0 ? 'FAILED' : status === 'skipped' || compared === 0 ? 'SKIPPED' : 'PASSED';
  const line = `quantised model and .bin: ${word}, ${compared} values compared, ${mismatches} mismatches`;
  return { word, tone: word === 'PASSED' ? 'good' : word === 'FAILED' ? 'bad' : 'even', line };
}
