import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile, logLine } from './log-file';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('writes a line as the guide shows it', () => {
  expect(logLine('INFO', 'End Model Convert', new Date(2021, 3, 21, 11, 13, 8, 37))).toBe(
    '2021-04-21 11:13:08,037 INFO End Model Convert',
  );
  expect(logLine('ERROR', 'x', new Date(2021, 10, 1, 0, 0, 0, 0))).toBe('2021-11-01 00:00:00,000 ERROR x');
});

it('begins anew and keeps every line', () => {
  const path = join(folder, 'a.log');
  writeFileSync(path, 'of an earlier run\n');
  const log = new LogFile(path);
  log.write('INFO', 'one');
  log.write('WARNING', 'two\nlines');
  expect(readFileSync(path, 'utf8')).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO one\n[\d,: -]+ WARNING two\nlines\n$/,
  );
});

it('is silent where it cannot write', () => {
  const log = new LogFile(join(folder, 'absent', 'a.log'));
  expect(() => log.write('INFO', 'one')).not.toThrow();
});
