import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAMS, type ProgramName, programOf } from './programs';
import { Kept } from './testing/kept';
import { normaliseArguments } from './normalise-arguments';

let folder: string;
const home = process.cwd();
beforeEach(() => process.chdir((folder = mkdtempSync(join(tmpdir(), 'program-')))));
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

async function run(line: string) {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const code = await programOf('hb_mapper', '9.8.7').run(normaliseArguments(line === '' ? [] : line.split(' ')), {
    stdout,
    stderr,
    colorDepth: 1,
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

it('prints its version', async () =>
  expect(await run('--version')).toEqual({ code: 0, stdout: '9.8.7\n', stderr: '' }));

it.each(['', '--help', 'help'])('tells its commands on "%s"', async (line) => {
  const { code, stdout } = await run(line);
  expect(code).toBe(0);
  for (const command of ['data_preprocess', 'checker', 'makertbin', 'infer', 'evaluate'])
    expect(stdout).toContain(`hb_mapper ${command} `);
  expect(stdout).not.toContain('#0');
});

it.each(Object.keys(PROGRAMS) as ProgramName[])('%s tells of every flag what stands behind it', async (name) => {
  for (const { paths } of PROGRAMS[name].commands)
    for (const [command = ''] of paths ?? []) {
      const stdout = new Kept();
      const words = [...(command === '' ? [] : [command]), '--help'];
      expect(await programOf(name, '9.8.7').run(words, { stdout, colorDepth: 1 })).toBe(0);
      expect(stdout.text).toContain(`$ ${name}${command === '' ? '' : ` ${command}`}`);
      expect(stdout.text).not.toContain('VALUE');
    }
});

it.each(['data_preprocess', 'checker', 'makertbin', 'infer', 'evaluate'])(
  '%s --help teaches: what is required, what each flag is, an example to copy',
  async (command) => {
    const { code, stdout } = await run(`${command} --help`);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`\\$ hb_mapper ${command} -.* \\[options\\]\n`));
    expect(stdout).toMatch(/Examples/);
    expect(stdout).toMatch(new RegExp(`\\$ hb_mapper ${command} --`));
    expect(stdout).toContain('--json');
    expect(stdout).not.toMatch(/#\d|undefined|VALUE/);
  },
);

it.each([
  ['makertbin --fast-perf --model m.onnx --model_type onnx', 'CLI022'],
  ['makertbin --model_type onnx', 'CLI024'],
  ['makertbin', 'CLI022'],
  ['checker --model', 'CLI023'],
  ['checker --model -m.onnx', 'CLI023'],
  ['checker --model_type=onnx --march=bayes-e --model=', 'CLI022'],
])('refuses "%s" with a code, in its log too', async (line, code) => {
  const result = await run(line);
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr).toContain(` ERROR ${code} error `);
  const [command] = line.split(' ');
  expect(result.stderr).toContain(`exception in command: ${command}`);
  expect(readFileSync(`hb_mapper_${command}.log`, 'utf8')).toBe(result.stderr);
});

const ALONE = (Object.keys(PROGRAMS) as ProgramName[]).filter((name) =>
  PROGRAMS[name].commands.every(({ paths }) => paths?.[0]?.length === 0),
);

describe.each(ALONE)('%s with nothing behind it', (name) => {
  const bare = async (words: readonly string[]) => {
    const [stdout, stderr] = [new Kept(), new Kept()];
    const code = await programOf(name, '9.8.7').run([...words], { stdout, stderr, colorDepth: 1 });
    return { code, stdout: stdout.text, stderr: stderr.text };
  };

  it('says what it cannot do without', async () => {
    const { code, stdout, stderr } = await bare([]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(` ERROR CLI0(22|55) error   ${name} needs [^]*hint: e\\.g\\. ${name} `));
  });

  it('says the same in a document', async () => {
    const { code, stdout } = await bare(['--json']);
    expect([code, JSON.parse(stdout)]).toEqual([1, { error: [expect.objectContaining({ severity: 'error' })] }]);
  });

  it('is called by one name where it fails, whether on its command line or later', async () => {
    const named = ({ stderr }: { readonly stderr: string }) => /exception in command: (.*)/.exec(stderr)?.[1];
    const late = ['no.bin', '-o', 'x.bin', '-q', 'no.onnx', '-b', 'no.bin', '--model-file', 'no.bin'];
    const taken = await Promise.all(
      [['no.bin'], ['no.bin', ...late.slice(1, 3)], late.slice(3, 7), [...late.slice(7), '--input-file', 'a']].map(
        bare,
      ),
    );
    const later = taken.filter(({ stderr }) => /(GRD|ONX)001/.test(stderr));
    expect(later.length).toBeGreaterThan(0);
    for (const run of later) expect(named(run)).toBe(named(await bare([])));
  });
});

it('understands "help checker"', async () => expect(await run('help checker')).toEqual(await run('checker --help')));

it.each([
  ['help frobnicate', 'CLI020'],
  ['frobnicate --help', 'CLI020'],
  ['--frobnicate', 'CLI030'],
  ['--config r.yaml', 'CLI030'],
  ['checker --model=-h', 'CLI022'],
])('refuses "%s" with a code of the catalogue', async (line, code) => {
  const { code: exit, stderr } = await run(line);
  expect([exit, stderr]).toEqual([1, expect.stringContaining(` ERROR ${code} error `)]);
});

it.each([
  ['checker --version', '--version'],
  ['help help', '--help'],
  ['-h checker', 'checker --help'],
  ['checker --model = -h', 'checker --help'],
])('takes "%s" for "%s"', async (line, as) => expect(await run(line)).toEqual(await run(as)));

it('refuses an unknown command without a log', async () => {
  const { code, stderr } = await run('frobnicate');
  expect(code).toBe(1);
  expect(stderr).toContain('CLI020');
  expect(readdirSync('.')).toEqual([]);
});

it('prints one document with --json', async () => {
  expect(JSON.parse((await run('makertbin --json --confg r.yaml')).stdout)).toMatchObject({
    error: [{ code: 'CLI021', hint: 'did you mean --config?' }],
  });
});
