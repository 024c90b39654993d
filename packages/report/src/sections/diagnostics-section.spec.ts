import type { RunRecord } from '@openbpu/record';
import { sampleRecord } from '../sample-record.fixture';
import { diagnosticsSection } from './diagnostics-section';

const says = (severity: 'error' | 'warning' | 'note', message: string): RunRecord['diagnostics'][number] => ({
  code: 'ABC001',
  severity,
  message,
  facts: {},
});

it('puts errors first and keeps the order within a kind', () => {
  const section = diagnosticsSection(
    sampleRecord({
      diagnostics: [says('note', 'n'), says('warning', 'w1'), says('error', 'e'), says('warning', 'w2')],
    }),
  );
  expect(section?.title).toBe('Diagnostics: 1 error, 2 warnings, 1 note');
  expect([...(section?.body.text.matchAll(/<\/code> (\w+)/g) ?? [])].map(([, message]) => message)).toEqual([
    'e',
    'w1',
    'w2',
    'n',
  ]);
});

it('says where and what to do', () => {
  const text = diagnosticsSection(sampleRecord())?.body.text;
  expect(text).toContain('<small>prob · deploy.prototxt:7:1</small><small>Hint: remove it with remove_node_type');
});

it('counts what it does not print', () => {
  const text = diagnosticsSection(sampleRecord({ diagnostics: Array.from({ length: 1000 }, () => says('note', 'x')) }))
    ?.body.text;
  expect(text?.match(/<li/g)).toHaveLength(300);
  expect(text).toContain('And 700 more in the record.');
});

it('is absent when nothing was said', () => {
  expect(diagnosticsSection(sampleRecord({ diagnostics: [] }))).toBeUndefined();
});
