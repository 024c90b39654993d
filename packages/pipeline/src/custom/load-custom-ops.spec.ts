import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moduleText } from '../recipe-job.fixture';
import { loadCustomOps, modulesOf } from './load-custom-ops';

let folder: string;
const home = process.cwd();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-'));
  await mkdir(join(folder, 'ops'));
  process.chdir(folder);
});
afterAll(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true });
});

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const refusal = (...files: readonly string[]) =>
  loadCustomOps(files).then(
    () => 'loaded',
    (error: unknown) => String(error),
  );

it('finds the modules of a recipe', () => {
  const recipe = (more: object) => ({ customOp: { registerFiles: ['a.ts', 'b/c.ts'], ...more } });
  expect(modulesOf({}, '/r')).toEqual([]);
  expect(modulesOf(recipe({}), '/r')).toEqual([]);
  expect(modulesOf(recipe({ method: 'register' }), '/r')).toEqual(['/r/a.ts', '/r/b/c.ts']);
  expect(modulesOf(recipe({ method: 'register', dir: './ops' }), '/r')).toEqual(['/r/ops/a.ts', '/r/ops/b/c.ts']);
  expect(modulesOf(recipe({ method: 'register', dir: '/o' }), '/r')).toEqual(['/o/a.ts', '/o/b/c.ts']);
});

it('loads them, one that is named twice once', async () => {
  await put('a.mjs', moduleText('A'));
  await put('ops/b.mjs', moduleText('B'));
  const ops = await loadCustomOps(['a.mjs', 'ops/b.mjs', join(folder, 'a.mjs')]);
  expect(ops.names).toEqual(['com.example.A', 'com.example.B']);
  expect(ops.modules.map(({ module, api }) => [module, api !== undefined])).toEqual([
    ['a.mjs', true],
    ['b.mjs', true],
  ]);
  expect((await loadCustomOps([])).modules).toEqual([]);
});

it('tells of modules that are missing, or none', async () => {
  expect(await refusal('gone.mjs')).toMatch(/GRD001 .*module of custom operators .*gone\.mjs" does not exist/);
  await put('none.mjs', 'export default 5;');
  expect(await refusal('none.mjs')).toMatch(/PIP087 error +none\.mjs: module "none\.mjs" has a default export/);
  await put('needs.mjs', `import 'left-pad';\n${moduleText('A')}`);
  expect(await refusal('needs.mjs')).toMatch(/hint: install it beside the module: npm install left-pad/);
});

it('ports Python, as far as a beginning goes', async () => {
  const python =
    'import numpy as np\n\nclass Cast(object):\n    def __init__(self):\n        pass\n    def run(self, x, y):\n';
  await put('sample.py', python);
  expect(await refusal('sample.py')).toMatch(/PIP086 [^]*into sample\.ts, [^]*export class Cast \{\n +run\(x\) \{/);
  await put('plain.py', 'x = 1\n');
  expect(await refusal('plain.py')).toMatch(/PIP086 [^]*into plain\.ts, [^]*export default defineCustomOp\(/);
});

it('tells of two that give one operator', async () => {
  await put('one.mjs', moduleText('Same'));
  await put('two.mjs', moduleText('Same'));
  expect(await refusal('one.mjs', 'two.mjs')).toMatch(
    /PIP088 .*com\.example\.Same is given by 2 modules: "one\.mjs", "two\.mjs"/,
  );
});
