import { createHash } from 'node:crypto';
import { float32 } from '@openbpu/tensor';
import { CustomOps } from './custom-ops';
import { ModuleError, loadModule } from './load-module';
import { ModuleFolder, same } from './module-folder.fixture';
import { hashOf } from './module-hash';

let folder: ModuleFolder;
beforeAll(() => (folder = new ModuleFolder()));
afterAll(() => folder.close());

const IMPORT = `import { defineCustomOp } from '@openbpu/plugin-api';\n`;
const REQUIRE = `const { defineCustomOp } = require('@openbpu/plugin-api');\n`;

describe('a module is', () => {
  it.each([
    ['ts.ts', `${IMPORT}enum Kind { A = 1 }\nconst kind: Kind = Kind.A;\nexport default ${same('A')};`],
    ['mts.mts', `${IMPORT}export default ${same('A')} satisfies object;`],
    ['cts.cts', `${REQUIRE}module.exports = ${same('A')};`],
    ['mjs.mjs', `${IMPORT}export default ${same('A')};`],
    ['esm.js', `${IMPORT}export default ${same('A')};`],
    ['cjs.cjs', `${REQUIRE}module.exports = ${same('A')};`],
    ['common.js', `${REQUIRE}exports.default = ${same('A')};`],
    ['list.mjs', `${IMPORT}export default [${same('A')}];\nexport const more = 1;`],
    ['waits.mjs', `${IMPORT}await Promise.resolve();\nexport default ${same('A')};`],
  ])('%s', async (name, text) => {
    const module = await folder.load(name, text);
    expect([module.module, module.stem]).toEqual([name, name.replace(/\.\w+$/, '')]);
    expect(module.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(module.sha256).toBe(await hashOf(module.file));
    const op = new CustomOps([module]).bind({ domain: 'com.example', type: 'A' }, {});
    expect(op?.evaluate([float32([1], [3])])).toEqual([float32([1], [3])]);
  });

  it('made anew each time it is loaded', async () => {
    const text = (type: string) => `${IMPORT}export default ${same(type)};`;
    expect((await folder.load('again.mjs', text('A'))).ops[0].type).toBe('A');
    expect((await folder.load('again.mjs', text('B'))).ops[0].type).toBe('B');
  });

  it('of several operators', async () =>
    expect((await folder.load('two.mjs', `${IMPORT}export default [${same('A')}, ${same('B')}];`)).ops).toHaveLength(
      2,
    ));

  it('of classes', async () => {
    const one = await folder.load(
      'classes.ts',
      'export class Twice { compute(x: { data: Float32Array }) { return x.data; } }',
    );
    expect([one.ops, Object.keys(one.exports)]).toEqual([[], ['Twice']]);
    const two = await folder.load('classes.cjs', 'exports.Twice = class { compute(x) { return x.data; } };');
    expect(Object.keys(two.exports)).toEqual(['Twice']);
  });

  it('that gives its operator by a name as well', async () => {
    const text = `${IMPORT}export const op = ${same('A')};\nexport default op;`;
    expect((await folder.load('both.mjs', text)).ops).toHaveLength(1);
  });

  it('what imports others beside it', async () => {
    folder.put('helper.ts', 'export const TYPE: string = "FromHelper";');
    const text = `${IMPORT}import { TYPE } from './helper';\nexport default ${same('A').replace("'A'", 'TYPE')};`;
    expect((await folder.load('imports.ts', text)).ops[0].type).toBe('FromHelper');
  });
});

describe('a module is not', () => {
  const problem = (name: string, text: string) =>
    folder.load(name, text).then(
      () => 'loaded',
      (error: unknown) => (error instanceof ModuleError ? [error.fault, error.problem] : error),
    );

  it.each([
    ['a.py', 'class A: pass', 'python', 'is a Python file'],
    ['a.json', '{}', 'kind', 'ends in ".json" and not in .ts, .mts, .cts, .js, .mjs or .cjs'],
    ['A.PY', '', 'python', 'is a Python file'],
    ['A.TS', '', 'kind', /^ends in ".TS"/],
    ['a', '', 'kind', /^ends in ""/],
    ['a.tsx', '', 'kind', /^ends in ".tsx"/],
    ['empty.ts', '', 'empty', 'has no default export'],
    ['number.mjs', 'export default 1;', 'empty', /has a default export that defineCustomOp .* did not make/],
    ['plain.mjs', `export default { domain: 'com.example', type: 'A' };`, 'empty', /did not make/],
    ['mixed.mjs', `${IMPORT}export default [${same('A')}, 1];`, 'empty', /did not make/],
    [
      'named.mjs',
      `${IMPORT}export const op = ${same('A')};`,
      'empty',
      'exports an operator as "op", not as its default export',
    ],
    ['constant.mjs', 'export const x = 1;', 'empty', 'has no default export'],
    ['syntax.ts', 'const = ;', 'throws', /^cannot be loaded: .*\(syntax\.ts:1\)$/],
    ['thrown.mjs', '\n\nthrow new Error("no luck");', 'throws', 'cannot be loaded: no luck (thrown.mjs:3)'],
    ['lost.mjs', `import './gone.js';`, 'throws', /^cannot be loaded: Cannot find module '\.\/gone\.js'/],
    ['bad.mjs', `${IMPORT}export default ${same('A').replace('com.example', '')};`, 'throws', /a domain of its own/],
  ])('%s', async (name, text, fault, said) => {
    const [found, because] = (await problem(name, text)) as [string, string];
    expect(found).toBe(fault);
    if (said instanceof RegExp) expect(because).toMatch(said);
    else expect(because).toBe(said);
  });

  it('a file that is missing, or a folder', async () => {
    await expect(loadModule(`${folder.folder}/absent.ts`)).rejects.toThrow(
      /GRD001 .*module of custom operators .*absent\.ts" does not exist/,
    );
    await expect(loadModule(folder.folder)).rejects.toThrow(ModuleError);
  });
});
