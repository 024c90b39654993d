import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHEMA_FILE } from '../schema-file';
import { runProgram } from '../testing/run-program';
import { parsed } from './commands.fixture';

const home = process.cwd();
let folder: string;
beforeEach(() => process.chdir((folder = mkdtempSync(join(tmpdir(), 'recipe-')))));
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const ROAD_SIGNS = join(__dirname, '../../../../examples/road-signs');

it('reads its flags', () => {
  expect(parsed('recipe --init m.caffemodel --proto d.prototxt --march bayes --full --output r.yaml --json')).toEqual({
    init: 'm.caffemodel',
    proto: 'd.prototxt',
    march: 'bayes',
    full: true,
    output: 'r.yaml',
    json: true,
  });
  expect(parsed('recipe -c r.yaml --vendor v.yaml')).toMatchObject({ config: 'r.yaml', vendor: 'v.yaml' });
});

it('writes a recipe for a model, says what it guessed, and how to go on', async () => {
  const { code, stdout } = await runProgram(['recipe', '--init', join(ROAD_SIGNS, 'road-signs.onnx')]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/ INFO input \S+: float32 [\dx]+, guessed as \w+ N\w+, fed as \w+\n/);
  expect(stdout).toMatch(/ {2}\.\/calibration_data_\w+_f32\n/);
  expect(stdout).toMatch(/and convert: hb_mapper makertbin --config recipe\.yaml --model-type onnx\n$/);
  expect(readFileSync('recipe.yaml', 'utf8')).toMatch(/^# yaml-language-server: \$schema=\S+recipe\.schema\.json\n/);
});

it('names a schema that is there and is one', () => {
  expect(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'))).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    additionalProperties: false,
  });
});

it('explains a key, to people and to programs', async () => {
  const { code, stdout } = await runProgram(['recipe', '--explain', 'max_percentile']);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining(['max_percentile, in calibration_parameters', '  max_percentile: 0.99995']),
  );
  const { stdout: document } = await runProgram(['recipe', '--explain', 'max_percentile', '--json']);
  expect(JSON.parse(document)).toMatchObject({ key: 'max_percentile', values: '0 to 1', default: '1.0', ours: false });
});

it('writes a recipe for the tool of the vendor, and says what it left out', async () => {
  const text = readFileSync(join(ROAD_SIGNS, 'road-signs.yaml'), 'utf8');
  writeFileSync('r.yaml', text);
  const same = await runProgram(['recipe', '--config', 'r.yaml', '--vendor', 'same.yaml']);
  expect([same.code, readFileSync('same.yaml', 'utf8').includes('preprocess:')]).toEqual([0, false]);
  writeFileSync(
    'r.yaml',
    `${text.replace(/^preprocess:\n( .*\n)*/m, '')}preprocess:\n  transformers: 'HWC2CHW; BGR2RGB'\n`,
  );
  const { code, stdout } = await runProgram(['recipe', '--config', 'r.yaml', '--vendor', 'v.yaml']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: expect.stringMatching(/v\.yaml is without\n.*transformers, of preprocess/),
  });
  expect(readFileSync('v.yaml', 'utf8')).not.toContain('transformers');
});

it.each([
  [[], 'CLI046'],
  [['--init', 'm.onnx', '--explain', 'march'], 'CLI046'],
  [['--vendor', 'v.yaml'], 'CLI047'],
  [['--vendor', 'v.yaml', '--config', 'r.yaml', '--full'], 'CLI048'],
  [['--explain', 'march', '--march', 'bayes'], 'CLI048'],
  [['--init', 'm.onnx', '--config', 'r.yaml'], 'CLI048'],
  [['--explain', 'marhc'], 'CLI049'],
  [['--explain', 'zzz'], 'CLI049'],
  [['--init', 'm.caffemodel'], 'CLI002'],
])('refuses %j', async (argv, wanted) => {
  const { code, stdout, stderr } = await runProgram(['recipe', ...argv]);
  expect(code).toBe(1);
  expect(stderr).toContain(`${wanted} error`);
  expect(stdout + stderr).not.toMatch(/yaml file parse failed|^\s+at /m);
  expect(existsSync('recipe.yaml')).toBe(false);
});
