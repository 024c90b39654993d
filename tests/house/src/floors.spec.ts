import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

const PLANTED = {
  'packages/passes/src/planted.ts': [
    "import { makertbin } from '@openbpu/pipeline';",
    "export * from '@openbpu/ops';",
    "export { isNode } from '../../ir/src/node';",
    "import { x } from '@openbpu/passes';",
    "import { Tensor } from '@openbpu/tensor';",
    "import { y } from '@openbpu/nothing';",
    "import { z } from '@openbpu/tensor/src/shape';",
    "const p = require('@openbpu/plugin-api');",
    "const q = import('@openbpu/cli');",
    'export const used = [makertbin, x, Tensor, y, z, p, q];',
  ],
  'packages/plugin-api/src/planted.ts': ["export { b } from '@openbpu/vision';"],
  'packages/onnx/src/planted.ts': ["export { a } from '@openbpu/onnx';", "export { b } from '@openbpu/vision';"],
  'packages/tensor/src/planted.ts': ['// eslint-disable-next-line', 'export const c: any = 1;'],
};

/** What the linter says of each planted file: rule and message, a line each. One process, because its start is slow. */
const said = new Map<string, string[]>();

beforeAll(() => {
  const script = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint();
    const results = [];
    for (const [filePath, lines] of Object.entries(JSON.parse(process.argv[1])))
      results.push([filePath, (await eslint.lintText(lines.join('\\n'), { filePath }))[0].messages]);
    console.log(JSON.stringify(results));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(PLANTED)], {
    cwd: root,
    encoding: 'utf8',
  });
  const results: [string, { ruleId: string; message: string }[]][] = JSON.parse(stdout);
  for (const [file, messages] of results)
    said.set(
      file,
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
});

it('refuses planted imports that go up, sideways, inside, or are not declared', () => {
  expect(said.get('packages/passes/src/planted.ts')?.filter((line) => !line.startsWith('@'))).toEqual([
    'house/floors: @openbpu/passes (floor 4) imports only lower floors; @openbpu/pipeline stands on floor 8',
    'house/floors: "../../ir/src/node" leaves the package: import @openbpu/ir by name',
    'house/floors: a package does not import itself: use a relative path instead of @openbpu/passes',
    'house/floors: there is no package @openbpu/nothing',
    "no-restricted-imports: '@openbpu/tensor/src/shape' import is restricted from being used by a pattern. " +
      'Import the package, not its inside.',
    'house/floors: @openbpu/passes (floor 4) imports only lower floors; @openbpu/plugin-api stands on floor 6',
    'house/floors: @openbpu/passes (floor 4) imports only lower floors; @openbpu/cli stands on floor 9',
  ]);
});

it('refuses a package that is not among the dependencies, one of the same floor, and itself', () => {
  expect(said.get('packages/plugin-api/src/planted.ts')).toEqual([
    'house/floors: @openbpu/vision is not among the dependencies in packages/plugin-api/package.json',
  ]);
  expect(said.get('packages/onnx/src/planted.ts')).toEqual([
    'house/floors: a package does not import itself: use a relative path instead of @openbpu/onnx',
    'house/floors: @openbpu/onnx (floor 3) imports only lower floors; @openbpu/vision stands on floor 3',
  ]);
});

it('takes no word from a comment that switches rules off', () => {
  expect(said.get('packages/tensor/src/planted.ts')?.map((line) => line.split(':')[0])).toContain(
    '@typescript-eslint/no-explicit-any',
  );
});
