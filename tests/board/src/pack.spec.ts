import { lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifactFile } from '@openbpu/artifact';
import { modelOf, openBoardFile } from '@openbpu/board';
import { Bench } from './bench';

const bench = new Bench();
const at = (name: string) => join(bench.folder, name);
beforeAll(async () => {
  await bench.convert('plain', 'first');
  await bench.convert('scores', 'second');
  await bench.convert('plain', 'other', { 'model_parameters.march': 'bernoulli2' });
});
afterAll(() => bench.close());

it('packs models, each as it is under its name', async () => {
  const { code, stdout } = await bench.run('hb_pack first.bin second.bin -o comb.bin');
  expect([code, stdout.split('\n')[0].slice(24)]).toEqual([0, 'INFO packed first, second']);
  const file = await openBoardFile(at('comb.bin'));
  expect([file.packed, file.models.map(({ name }) => name)]).toEqual([true, ['first', 'second']]);
  for (const { name, artifact, header } of file.models) {
    const alone = await bench.model(`${name}.bin`);
    expect(header).toEqual(alone.header);
    const whole = await artifact.source.read(0, artifact.source.size);
    expect(Buffer.from(whole).equals(readFileSync(at(`${name}.bin`)))).toBe(true);
    for (const { name: section } of artifact.sections)
      expect(await artifact.section(section)).toEqual(await alone.artifact.section(section));
  }
  expect(() => modelOf(file)).toThrow(/holds 2 models/);
  expect(() => modelOf(file, 'secon')).toThrow(/holds no model "secon"/);
  expect(modelOf(file, 'second')).toBe(file.models[1]);
});

it.each([
  [
    'hb_pack comb.bin first.bin -o again.bin',
    'BRD004',
    'model: comb.bin is a packed model, it can not be packed again!',
  ],
  ['hb_pack first.bin first.bin -o again.bin', 'BRD005', 'holds a model "first"'],
  ['hb_pack first.bin other.bin -o again.bin', 'BRD006', 'is for bernoulli2'],
  ['hb_pack first.onnx -o again.bin', 'GRD001', 'does not exist'],
  ['hb_pack first.yaml -o again.bin', 'ART003', 'not an OpenBPU .bin'],
  ['hb_pack -o again.bin', 'CLI055', 'hb_pack needs BIN_FILE'],
  ['hb_pack first.bin', 'CLI022', 'hb_pack needs --output-name'],
])('refuses "%s" and writes nothing', async (line, code, words) => {
  const run = await bench.run(line);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(code);
  expect(run.stderr).toContain(words);
  await expect(openBoardFile(at('again.bin'))).rejects.toThrow();
});

it.each(['first.bin', './second.bin', 'link.bin'])('does not write over %s, which it packs', async (output) => {
  if (output === 'link.bin') symlinkSync('second.bin', at('link.bin'));
  const before = ['first.bin', 'second.bin'].map((name) => readFileSync(at(name)));
  const run = await bench.run(`hb_pack first.bin second.bin -o ${output}`);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(`"${output}" is what the new file is made of, and -o would write over it`);
  expect(run.stderr).toContain('hint: name another file, e.g. -o comb.bin');
  expect(['first.bin', 'second.bin'].map((name) => readFileSync(at(name)))).toEqual(before);
});

it('writes behind a link, which stays one', async () => {
  symlinkSync('elsewhere.bin', at('to.bin'));
  expect((await bench.run('hb_pack first.bin -o to.bin')).code).toBe(0);
  expect(lstatSync(at('to.bin')).isSymbolicLink()).toBe(true);
  expect((await openBoardFile(at('elsewhere.bin'))).models).toHaveLength(1);
});

it('names a damaged model of a packed file', async () => {
  const bytes = new Uint8Array(readFileSync(at('comb.bin')));
  const { models } = await readArtifactFile(bytes);
  const second = Buffer.from(bytes).indexOf(readFileSync(at('second.bin')));
  bytes[second + models[1].artifact.sections[0].offset] ^= 1;
  writeFileSync(at('damaged.bin'), bytes);
  const { models: damaged } = await readArtifactFile(bytes, 'damaged.bin');
  const read = damaged.map(async ({ artifact }) =>
    Promise.all(artifact.sections.map(({ name }) => artifact.section(name))),
  );
  await expect(read[0]).resolves.toBeDefined();
  await expect(read[1]).rejects.toThrow(/damaged/);
  const run = await bench.run('hb_mapper infer --model comb.bin');
  expect(run.stderr).toContain('ART009');
});

it('prints both lines of the guide for a packed model, in its order', async () => {
  const lines = async (line: string) => {
    const { stderr } = await bench.run(line);
    return stderr.split('\n').map((each) => each.replace(/^.* (?=ERROR )/, ''));
  };
  const packed = await lines('hb_pack comb.bin first.bin -o again.bin');
  expect(packed.slice(-3)).toEqual([
    'ERROR exception in command: pack',
    'ERROR model: comb.bin is a packed model, it can not be packed again!',
    '',
  ]);
  expect(await lines('hb_model_modifier comb.bin')).toContain('ERROR pack model is not supported.');
});
