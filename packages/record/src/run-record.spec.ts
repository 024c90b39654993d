import { type Diagnostic } from '@openbpu/diagnostics';
import { exampleRecord } from './record.fixture';
import { type RunRecord, runRecordSchema } from './run-record';

it('takes a full record, and one of a run that did nothing', () => {
  expect(runRecordSchema.parse(exampleRecord())).toEqual(exampleRecord());
  const { version, command, tool, march } = exampleRecord();
  expect(
    runRecordSchema.safeParse({
      version,
      command,
      tool,
      march,
      recipe: null,
      nodes: [],
      outputs: [],
      artifacts: [],
      passes: [],
      diagnostics: [],
    }).success,
  ).toBe(true);
});

it('carries diagnostics of any package as they are', () => {
  const diagnostics: readonly Diagnostic[] = exampleRecord().diagnostics;
  const record: RunRecord = { ...exampleRecord(), diagnostics: [...diagnostics] };
  expect(record.diagnostics).toEqual(diagnostics);
});

it.each<[string, (record: RunRecord) => unknown]>([
  ['an unknown section', (record) => ({ ...record, extra: 1 })],
  ['another version', (record) => ({ ...record, version: 2 })],
  ['a negative count', (record) => ({ ...record, passes: [{ name: 'p', patches: -1 }] })],
  ['half a MAC', (record) => ({ ...record, model: { ...record.model, macs: 0.5 } })],
  ['a short hash', (record) => ({ ...record, artifacts: [{ ...record.artifacts[0], sha256: 'ab' }] })],
  ['a device', (record) => ({ ...record, nodes: [{ ...record.nodes[0], on: 'GPU' }] })],
  ['a local time', (record) => ({ ...record, timing: { ...record.timing, startedAt: '1 Jan' } })],
])('refuses %s', (_, change) => {
  expect(runRecordSchema.safeParse(change(exampleRecord())).success).toBe(false);
});
