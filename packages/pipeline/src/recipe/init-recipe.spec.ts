import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECIPE_KEYS, parseRecipe } from '@openbpu/config';
import { parseGraph } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { makertbin } from '../makertbin';
import { marches } from '../marches';
import { type InitRequest, type InitResult, initRecipe } from './init-recipe';

const home = process.cwd();
let folder: string;
beforeEach(() => process.chdir((folder = mkdtempSync(join(tmpdir(), 'init-')))));
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const CONV = 'const w: float32[4x3x1x1] = seed 1\nc: y = Conv(x, w) {kernel: [1, 1]}\noutput y';

function put(inputs: string, nodes = CONV): void {
  const graph = parseGraph(`${inputs}\n${nodes}`, standardOps(), 'imported');
  writeFileSync('net.onnx', encodeModel(exportModel(graph, { record: false })));
}

const init = (more: Partial<InitRequest> = {}) =>
  initRecipe({ source: { kind: 'onnx', model: 'net.onnx' }, schema: '/far/away/recipe.schema.json', ...more });

/** What a user does as the result says: puts samples there, and converts. */
async function converted({ inputs, file, modelType }: InitResult) {
  for (const { samples, shape, dtype } of inputs) {
    mkdirSync(samples);
    const bytes = shape.reduce((a, b) => a * b, 1) * (dtype === 'int64' ? 8 : 4);
    for (const name of ['0', '1']) writeFileSync(join(samples, name), Buffer.alloc(bytes, dtype === 'int64' ? 0 : 60));
  }
  return makertbin({ config: file, modelType, threads: 1 });
}

it.each(marches().map(({ march }) => march))('writes a recipe that makertbin takes for %s', async (march) => {
  put('input x: float32[1x3x8x8] NCHW');
  const result = await init({ march });
  expect(result).toMatchObject({
    file: 'recipe.yaml',
    march,
    modelType: 'onnx',
    inputs: [{ name: 'x', typeRt: 'nv12' }],
  });
  const { record } = await converted(result);
  expect(record.diagnostics.filter(({ code }) => code.startsWith('CFG'))).toEqual([]);
  expect(existsSync('model_output/net.bin')).toBe(true);
});

it('takes a first node for a normalisation only where nothing else reads the input', async () => {
  const normalises = async (more: string) => {
    put('input x: float32[1x3x8x8] NCHW', `const k: float32[1x3x1x1] = seed 2\nn: u = Sub(x, k)\n${more}`);
    rmSync('recipe.yaml', { force: true });
    await init();
    return readFileSync('recipe.yaml', 'utf8').includes('begins with Sub, which looks like a normalisation');
  };
  expect(await normalises(CONV.replace('Conv(x', 'Conv(u'))).toBe(true);
  expect(await normalises(`${CONV}\noutput u`)).toBe(false);
});

it('writes the output nodes as its key takes them', async () => {
  put('input x: float32[1x3x8x8] NCHW', `${CONV}\ns: z = Sigmoid(y)\nt: v = Tanh(z)\noutput v`);
  await init({ source: { kind: 'onnx', model: 'net.onnx', outputNodes: ['c', 's'] } });
  expect(readFileSync('recipe.yaml', 'utf8')).toContain("output_nodes: 'c; s'\n");
});

it('asks every input, in the order of the model, and gives each its folder', async () => {
  put(
    'input x: float32[1x3x9x8] NCHW\ninput ids/a: int64[1x5]\ninput m: float32[1x4x9x8] NCHW',
    'const w: float32[4x3x1x1] = seed 1\nc: u = Conv(x, w) {kernel: [1, 1]}\ns: y = Add(u, m)\n' +
      'r: i = Reshape(ids/a) {shape: [5]}\noutput y\noutput i',
  );
  const result = await init({ march: 'bernoulli2' });
  expect(result.inputs.map(({ name, samples }) => [name, samples])).toEqual([
    ['x', './calibration_data_rgb_x_f32'],
    ['ids/a', './calibration_data_featuremap_ids_a'],
    ['m', './calibration_data_featuremap_m_f32'],
  ]);
  const text = readFileSync('recipe.yaml', 'utf8');
  expect(text).toContain("input_name: 'x; ids/a; m'");
  expect(text).toContain("input_type_rt: 'rgb; featuremap; featuremap'");
  expect(text).toContain("input_layout_rt: 'NHWC; NCHW; NCHW'");
  expect(text).toContain("input_shape: '1x3x9x8; 1x5; 1x4x9x8'");
  expect(text).toContain("cal_data_type: 'float32; None; float32'");
  expect(text).toContain('  # "ids/a": its elements are int64, and those of pictures float32.\n');
  expect(text).toContain('  # "m": files of float32 1x4x9x8.\n');
  await converted(result);
});

it('leaves out the name of a single input that no list can hold', async () => {
  put('input a_b: float32[1x3x8x8] NCHW', CONV.replace('(x', '(a_b'));
  const bytes = readFileSync('net.onnx', 'latin1');
  writeFileSync('net.onnx', bytes.replaceAll('a_b', 'a;b'), 'latin1');
  await converted(await init());
  expect(readFileSync('recipe.yaml', 'utf8')).not.toMatch(/input_name|input_shape/);
});

it('sees what alone reads an input', async () => {
  put('input x: float32[1x3x8x8] NCHW', `const k: float32[1] = [3]\nm: z = Mul(x, k)\n${CONV.replace('(x', '(z')}`);
  expect((await init()).inputs[0].readBy).toBe('Mul');
});

it('writes every key where it is asked to, and the same recipe', async () => {
  put('input x: float32[1x3x8x8] NCHW');
  await init();
  await init({ full: true, output: 'full.yaml' });
  const texts = ['recipe.yaml', 'full.yaml'].map((file) => readFileSync(file, 'utf8'));
  const backends = marches();
  const recipes = texts.map((text) =>
    parseRecipe(text, {
      file: 'r',
      marches: backends.map(({ march }) => march),
      marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
    }),
  );
  expect(recipes[1]).toEqual(recipes[0]);
  for (const { key } of RECIPE_KEYS) expect(texts[1]).toMatch(new RegExp(`^ *(# +)?${key}:`, 'm'));
  expect(texts[0]).not.toContain('jobs');
});

it('names the schema in the first line: from the recipe where both are of one project', async () => {
  put('input x: float32[1x3x8x8] NCHW');
  const first = async (schema: string, output: string) => {
    await init({ schema, output });
    return readFileSync(output, 'utf8').split('\n')[0];
  };
  mkdirSync('recipes/x3', { recursive: true });
  const own = join(process.cwd(), 'node_modules/s.json');
  expect(await first('/far/away/s.json', 'a.yaml')).toBe('# yaml-language-server: $schema=/far/away/s.json');
  expect(await first(own, 'b.yaml')).toBe('# yaml-language-server: $schema=node_modules/s.json');
  expect(await first(own, 'recipes/x3/c.yaml')).toBe('# yaml-language-server: $schema=../../node_modules/s.json');
  expect(readFileSync('recipes/x3/c.yaml', 'utf8')).toContain("onnx_model: '../../net.onnx'");
});

it('writes over nothing, and nothing where the model or the march is none', async () => {
  put('input x: float32[1x3x8x8] NCHW');
  writeFileSync('recipe.yaml', 'mine');
  await expect(init()).rejects.toMatchObject({
    diagnostics: [{ code: 'PIP067', hint: expect.stringMatching(/--output/) }],
  });
  expect(readFileSync('recipe.yaml', 'utf8')).toBe('mine');
  await expect(init({ output: 'b.yaml', march: 'bayes-f' })).rejects.toThrow(/PIP001.*bayes-f/s);
  writeFileSync('net.onnx', 'noise');
  await expect(init({ output: 'b.yaml' })).rejects.toThrow(/[A-Z]{3}\d{3}/);
  await expect(init({ output: 'no/folder/b.yaml' })).rejects.toThrow(/[A-Z]{3}\d{3}/);
  expect(existsSync('b.yaml')).toBe(false);
});
