import type { RunRecord } from '@openbpu/record';
import { sampleRecord } from './sample-record.fixture';
import { verdict } from './verdict';

const of = (status: 'passed' | 'failed' | 'skipped', compared: number, mismatches: number) =>
  verdict(sampleRecord({ verification: { status, compared, mismatches, inputs: 1 } }));

it('passes what was compared and is equal', () => {
  expect(of('passed', 241832, 0)).toEqual({
    word: 'PASSED',
    tone: 'good',
    line: 'quantised model and .bin: PASSED, 241832 values compared, 0 mismatches',
  });
});

it('fails on one mismatch, and believes the numbers before the status', () => {
  expect(of('failed', 10, 1).line).toBe('quantised model and .bin: FAILED, 10 values compared, 1 mismatches');
  expect(of('passed', 10, 1).word).toBe('FAILED');
  expect(of('failed', 0, 0).word).toBe('FAILED');
});

it('passes nothing that was not compared', () => {
  expect(of('passed', 0, 0).word).toBe('SKIPPED');
  expect(of('skipped', 0, 0)).toMatchObject({ word: 'SKIPPED', tone: 'even' });
});

it('says what a run without comparison came to', () => {
  const error: RunRecord['diagnostics'][number] = { code: 'IMP001', severity: 'error', message: 'x', facts: {} };
  expect(verdict(sampleRecord({ verification: undefined, diagnostics: [] }))).toMatchObject({
    word: 'CHECKED',
    line: 'quantised model and .bin: not compared',
  });
  expect(verdict(sampleRecord({ verification: undefined, diagnostics: [error] }))).toMatchObject({
    word: 'FAILED',
    line: 'quantised model and .bin: not compared, 1 error',
  });
});
