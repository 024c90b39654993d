import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kept } from './testing/kept';
import { EventPrinter } from './terminal';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'printer-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const diagnostic = (severity: 'note' | 'warning' | 'error') => ({
  code: 'ABC001',
  severity,
  message: 'it is so',
  hint: 'do that',
  facts: {},
});

function printer({ json = false, tty = false } = {}) {
  const [stdout, stderr] = [new Kept(), new Kept(tty)];
  const file = join(folder, 'p.log');
  return {
    stdout,
    stderr,
    printer: new EventPrinter({ stdout, stderr, json }, file),
    log: () => readFileSync(file, 'utf8'),
  };
}

it('prints log lines on stdout, warnings and errors on stderr, all of them in the log', () => {
  const { stdout, stderr, printer: p, log } = printer();
  p.next({ kind: 'log', text: 'a\ntable' });
  for (const severity of ['note', 'warning', 'error'] as const)
    p.next({ kind: 'diagnostic', diagnostic: diagnostic(severity) });
  expect(stdout.text).toMatch(/ INFO a\ntable\n.* INFO ABC001 note {4}it is so\n {2}hint: do that\n$/s);
  expect(stderr.text).toMatch(/ WARNING ABC001 warning it is so.* ERROR ABC001 error {3}it is so/s);
  expect(log().match(/ (INFO|WARNING|ERROR) /g)).toEqual([' INFO ', ' INFO ', ' WARNING ', ' ERROR ']);
  expect(log()).toContain('a\ntable\n');
});

it('shows what would steer a terminal as a question mark', () => {
  const { stdout, printer: p } = printer();
  p.next({ kind: 'log', text: 'layer "\u001b[31mrot\u0007"\nnext ü' });
  expect(stdout.text).toMatch(/ INFO layer "\?\[31mrot\?"\nnext ü\n$/);
});

it('prints a line as it is, for scripts, and logs it', () => {
  const { stdout, printer: p, log } = printer();
  p.line('write:./a\u001bb.rgb');
  expect(stdout.text).toBe('write:./a?b.rgb\n');
  expect(log()).toMatch(/ INFO write:\.\/a\?b\.rgb\n$/);
});

it('leaves stdout to the document with --json', () => {
  const { stdout, stderr, printer: p } = printer({ json: true });
  p.next({ kind: 'log', text: 'a' });
  expect([stdout.text, stderr.text]).toEqual(['', expect.stringContaining(' INFO a\n')]);
});

it('writes the times of stages into the log only', () => {
  const { stdout, printer: p, log } = printer();
  p.next({ kind: 'stage', name: 'import', state: 'began' });
  p.next({ kind: 'stage', name: 'import', state: 'ended', seconds: 0.25 });
  expect(stdout.text).toBe('');
  expect(log()).toMatch(/ INFO import: 0\.250 s\n$/);
  p.next({ kind: 'stage', name: 'prove', state: 'ended', seconds: 0.5, reused: true });
  expect(log()).toMatch(/ INFO prove: 0\.500 s, reused\n$/);
});

it('draws a bar with the time left on a terminal', () => {
  const { stderr, printer: p } = printer({ tty: true });
  for (let done = 1; done <= 3; done++) p.next({ kind: 'progress', stage: 'calibrate', done, total: 10 });
  p.endBar();
  expect(stderr.text).toContain('calibrate [');
  expect(stderr.text).toMatch(/\/10 .*left/);
});

it('draws nothing elsewhere', () => {
  const { stdout, stderr, printer: p } = printer();
  p.next({ kind: 'progress', stage: 'calibrate', done: 1, total: 10 });
  p.endBar();
  expect(stdout.text + stderr.text).toBe('');
});
