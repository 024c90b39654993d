import { DiagnosticError } from '@openbpu/diagnostics';
import fc from 'fast-check';
import { parseRecord } from './parse-record';
import { exampleRecord } from './record.fixture';
import { stringifyRecord } from './stringify-record';

function complaint(text: string): string | undefined {
  try {
    parseRecord(text, 'm_record.json');
    return undefined;
  } catch (error) {
    if (error instanceof DiagnosticError) return `${error.diagnostics[0].code} ${error.diagnostics[0].message}`;
    throw error;
  }
}

it.each([
  ['', /^REC001/],
  ['{', /^REC001/],
  ['null', /^REC002.*version none/],
  ['[]', /^REC002/],
  ['{"version":2}', /^REC002.*version 2, and this program reads version 1/],
  ['{"version":{"a":"b"}}', /^REC002/],
  ['{"version":1}', /^REC003 command of the record is wrong/],
  ['['.repeat(100_000), /^REC00/],
])('refuses %.20s', (text, expected) => {
  expect(complaint(text)).toMatch(expected);
});

it('names the field and the file', () => {
  const text = stringifyRecord(exampleRecord()).replace('"on": "CPU"', '"on": "NPU"');
  expect(complaint(text)).toMatch(/^REC003 nodes\.1\.on/);
  expect(() => parseRecord('x', 'm_record.json')).toThrow(/m_record\.json/);
});

it('reads a record that says nothing of intervals and threads', () => {
  const { performance, ...rest } = exampleRecord();
  const { range: _range, threads: _threads, protocol: _protocol, ...older } = performance!;
  const record = { ...rest, performance: older };
  expect(parseRecord(JSON.stringify(record))).toEqual(record);
});

it.each([
  ['performance.range.latencyUs', { range: { latencyUs: [1], fps: [1, 2] } }],
  ['performance.range.fps.0', { range: { latencyUs: [1, 2], fps: [-1, 2] } }],
  ['performance.threads.0.threads', { threads: [{ threads: 0, latencyUs: 1, fps: 1 }] }],
  ['performance.threads.0.fps', { threads: [{ threads: 1, latencyUs: 1 }] }],
])('refuses a wrong %s', (field, changes) => {
  const record = exampleRecord();
  const text = JSON.stringify({ ...record, performance: { ...record.performance, ...changes } });
  expect(complaint(text)).toContain(`REC003 ${field} `);
});

it('throws nothing but diagnostics for damaged records', () => {
  const text = stringifyRecord(exampleRecord());
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(20), fc.oneof(fc.string(), fc.json()), (at, cut, noise) => {
      expect(complaint(text.slice(0, at) + noise + text.slice(at + cut)) ?? 'REC').toMatch(/^REC/);
    }),
    { numRuns: 300 },
  );
});
