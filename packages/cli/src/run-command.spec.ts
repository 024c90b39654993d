import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import type { JobEvents } from '@openbpu/pipeline';
import { Kept } from './testing/kept';
import { runCommand } from './run-command';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'run-'))));
afterEach(() => {
  delete process.env.OPENBPU_DEBUG;
  rmSync(folder, { recursive: true });
});

const problem = { code: 'ABC001', severity: 'error', message: 'it is wrong', hint: 'mend it', facts: {} } as const;

async function run(act: (events: JobEvents) => Promise<unknown>, json = false) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const file = join(folder, 'r.log');
  const code = await runCommand('checker', file, { stdout, stderr, json }, act, (result, printer) =>
    printer.say('INFO', `shown ${JSON.stringify(result)}`),
  );
  return { code, stdout: stdout.text, stderr: stderr.text, log: readFileSync(file, 'utf8') };
}

it('shows the result and gives 0', async () => {
  const { code, stdout, stderr } = await run(async (events) => (events.log('working'), { n: 1 }));
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/ INFO working\n.* INFO shown \{"n":1\}\n$/);
});

it('prints the result as one document with --json', async () => {
  const { code, stdout, stderr } = await run(async (events) => (events.log('working'), { n: NaN }), true);
  expect([code, JSON.parse(stdout)]).toEqual([0, { n: null }]);
  expect(stderr).toContain('working');
});

it('prints what the user can mend and gives 1', async () => {
  const { code, stdout, stderr, log } = await run(async () => Promise.reject(new DiagnosticError([problem, problem])));
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    / ERROR ABC001 error {3}it is wrong\n {2}hint: mend it\n.*ABC001.* ERROR exception in command: checker\n$/s,
  );
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(log).toBe(stderr);
});

it('closes with the words of the guide when the recipe is wrong', async () => {
  const { stderr } = await run(async () => Promise.reject(new DiagnosticError([{ ...problem, code: 'CFG005' }])));
  expect(stderr).toMatch(
    / ERROR yaml file parse failed\. Please double check your input\n.* ERROR exception in command: checker\n$/,
  );
});

it('prints the diagnostics as a document with --json', async () => {
  expect(JSON.parse((await run(async () => Promise.reject(new DiagnosticError([problem])), true)).stdout)).toEqual({
    error: [problem],
  });
});

it('calls anything else a bug, without its stack', async () => {
  const { code, stderr } = await run(async () => Promise.reject(new TypeError('x is undefined')));
  expect(code).toBe(1);
  expect(stderr).toMatch(
    / ERROR This is a bug in OpenBPU, please report it: x is undefined \(OPENBPU_DEBUG=1 shows where\)\n/,
  );
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(JSON.parse((await run(async () => Promise.reject(new TypeError('x')), true)).stdout)).toMatchObject({
    error: [{ code: 'CLI000', severity: 'error' }],
  });
});

it('shows the stack of a bug when asked', async () => {
  process.env.OPENBPU_DEBUG = '1';
  expect((await run(async () => Promise.reject(new TypeError('x')))).stderr).toMatch(/^\s+at /m);
});

it('gives the code that the result has', async () => {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const terminal = { stdout, stderr, json: true };
  const act = async () => ({ n: 2 });
  expect(
    await runCommand(
      'checker',
      undefined,
      terminal,
      act,
      () => undefined,
      ({ n }) => n,
    ),
  ).toBe(2);
});
