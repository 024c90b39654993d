import { readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifact, writeArtifact } from '@openbpu/artifact';
import { contentOf, predictModel } from '@openbpu/board';
import { Bench, featuresOf } from './bench';

const bench = new Bench();
const NODES = ['data_TransposeInput0', 'a_HzDequantize', 'p'];
beforeAll(async () => {
  await bench.convert('scores', 's', { 'compiler_parameters.debug': 'True' });
  await bench.convert('plain', 'gone', { 'model_parameters.remove_node_type': 'Dequantize' });
  await bench.run('hb_pack s.bin gone.bin -o comb.bin');
});
afterAll(() => bench.close());

/** The names of what can go now, as the program lists them. */
async function removable(file: string): Promise<string[]> {
  const { stdout } = await bench.run(`hb_model_modifier ${file}`);
  const [, list] = /INFO Nodes that can be deleted: (\[.*\])\n$/.exec(stdout) ?? [];
  return JSON.parse(list.replaceAll("'", '"')) as string[];
}

it('lists what can go, as the guide prints it', async () => {
  const { code, stdout } = await bench.run('hb_model_modifier s.bin');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO Nodes that can be deleted: \['data_TransposeInput0', 'y'\]\n$/,
  );
});

it('removes a node, tells of it in the lines of the guide, and writes beside the model', async () => {
  const { code, stdout } = await bench.run('hb_model_modifier s.bin -r y');
  expect([code, stdout]).toEqual([
    0,
    "Node 'y' found, its OP type is 'Softmax'\nNode 'y' is removed\nmodified model saved as s_modified.bin\n",
  ]);
  expect(await removable('s_modified.bin')).not.toContain('y');
});

it('takes several in order, each spelling of the file, and a name for the result', async () => {
  const { stdout } = await bench.run('hb_model_modifier --model_file s.bin -r data_TransposeInput0 -r y -o small.bin');
  expect(stdout.split('\n').filter((line) => line.endsWith('is removed'))).toEqual([
    "Node 'data_TransposeInput0' is removed",
    "Node 'y' is removed",
  ]);
  expect(stdout).toContain('modified model saved as small.bin\n');
  const { header } = await bench.model('small.bin');
  expect(header.deletedNodes).toEqual(['data_TransposeInput0', 'y']);
});

it('removes all nodes of types first, then those that are named', async () => {
  const first = await bench.run('hb_model_modifier s.bin -a Softmax -a Cast -r data_TransposeInput0');
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('BRD014');
  const { header } = await bench.model('s_modified.bin');
  expect(header.deletedNodes).toEqual(['y', 'data_TransposeInput0']);
  const whole = await bench.run(
    'hb_model_modifier s.bin --all Softmax --all Reshape --all Dequantize --all Transpose --json',
  );
  const { removed, removable: left } = JSON.parse(whole.stdout) as { removed: { type: string }[]; removable: object[] };
  expect(left).toEqual([]);
  expect(removed.map(({ type }) => type)).toEqual(expect.arrayContaining(['Softmax', 'Dequantize', 'Transpose']));
});

it('notes what the conversion removed already, and writes the file as it is', async () => {
  const { code, stdout } = await bench.run('hb_model_modifier gone.bin -r y_HzDequantize');
  expect(code).toBe(0);
  expect(stdout).toContain('node "y_HzDequantize" is removed already');
  expect(
    readFileSync(join(bench.folder, 'gone_modified.bin')).equals(readFileSync(join(bench.folder, 'gone.bin'))),
  ).toBe(true);
});

it('predicts again what the file says of its time', async () => {
  await bench.run('hb_model_modifier s.bin -r y');
  const { artifact, header, programs } = await bench.model('s_modified.bin');
  const kept = JSON.parse(Buffer.from(await artifact.section('performance')).toString()) as object;
  const model = { header, programs };
  expect(kept).toEqual(predictModel(model, featuresOf(model), { perLayer: true }));
  const before = await bench.model('s.bin');
  expect(kept).not.toEqual(predictModel(before, featuresOf(before), { perLayer: true }));
});

it.each([
  ['hb_model_modifier s.bin -r f', 'BRD010', 'does not stand at the input or output'],
  ['hb_model_modifier s.bin -r y -r data_TransposInput0', 'BRD010', 'did you mean "data_TransposeInput0"?'],
  ['hb_model_modifier s.bin -r a', 'BRD010', 'it runs on the BPU'],
  ['hb_model_modifier s.bin -a Softmx', 'BRD012', 'did you mean "Softmax"?'],
  ['hb_model_modifier s.bin -a Conv', 'BRD012', 'give one of Transpose'],
  ['hb_model_modifier comb.bin -r y', 'BRD015', 'pack model is not supported.'],
  ['hb_model_modifier --model_file s.bin gone.bin', 'CLI025', 'does not know what to do with "gone.bin"'],
  ['hb_model_modifier -r y', 'CLI055', 'hb_model_modifier needs MODEL_FILE'],
  ['hb_model_modifier nothing.bin -r y', 'GRD001', 'does not exist'],
])('refuses "%s" and writes nothing', async (line, code, words) => {
  const files = readdirSync(bench.folder).filter((name) => name !== 'x');
  const { code: exit, stderr } = await bench.run(`${line} -o none.bin`.replace(/-a (\S+) -o none.bin/, '-a $1'));
  expect(exit).toBe(1);
  expect(stderr).toContain(code);
  expect(stderr).toContain(words);
  expect(readdirSync(bench.folder)).toEqual(files);
});

describe('the model that is read', () => {
  const at = (name: string) => join(bench.folder, name);
  beforeAll(() => symlinkSync('s.bin', at('link.bin')));
  afterAll(() => ['link.bin', 'link_modified.bin'].forEach((name) => rmSync(at(name), { force: true })));

  it.each([
    ['s.bin', './s.bin'],
    ['s.bin', 'link.bin'],
    ['link.bin', 's.bin'],
  ])('%s is not written over through %s', async (file, output) => {
    const before = readFileSync(at('s.bin'));
    const { code, stderr } = await bench.run(`hb_model_modifier ${file} -r y -o ${output}`);
    expect([code, stderr]).toEqual([1, expect.stringContaining('PIP099')]);
    expect(stderr).toContain(`"${output}" is what the new file is made of, and -o would write over it`);
    expect(stderr).toContain('hint: name another file, e.g. -o small.bin');
    expect(readFileSync(at('s.bin'))).toEqual(before);
  });

  it('is not written over where <name>_modified.bin leads to it', async () => {
    symlinkSync('link.bin', at('link_modified.bin'));
    const { code, stderr } = await bench.run('hb_model_modifier link.bin -a Softmax');
    expect([code, stderr]).toEqual([1, expect.stringContaining('PIP099')]);
  });
});

it('says that -o does nothing without -r', async () => {
  const { code, stderr, stdout } = await bench.run('hb_model_modifier s.bin -a Softmax -o other.bin');
  expect(code).toBe(0);
  expect(stderr).toContain('CLI080');
  expect(stdout).toContain('saved as s_modified.bin');
  expect(readdirSync(bench.folder)).not.toContain('other.bin');
});

it.each(['a;b, c\'s "d"/é', '-r', '--json=x'])('takes any name, such as %s', async (name) => {
  const content = await contentOf(await readArtifact(readFileSync(join(bench.folder, 's.bin'))));
  const steps = content.header.steps.map((step) => (step.name === 'y' ? { ...step, name } : step));
  writeFileSync(join(bench.folder, 'odd.bin'), writeArtifact({ ...content, header: { ...content.header, steps } }));
  const { stdout } = await bench.run('hb_model_modifier odd.bin --json');
  expect(JSON.parse(stdout)).toMatchObject({ removable: [{ name: NODES[0] }, { name, type: 'Softmax' }] });
  const { code } = await bench.words('hb_model_modifier', ['odd.bin', `-r=${name}`]);
  expect(code).toBe(0);
  expect((await bench.model('odd_modified.bin')).header.deletedNodes).toEqual([name]);
});
