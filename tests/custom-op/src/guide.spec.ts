import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openArtifact } from '@openbpu/artifact';
import { hashOf } from '@openbpu/custom-op';
import { sameTensor } from '@openbpu/tensor';
import { Bench } from './bench';
import { caffemodel } from './caffemodel';
import { GUIDE_MODEL, PY_MODEL } from './nets';

const ROOT = resolve(__dirname, '../../..');
const PAGE = readFileSync(join(ROOT, 'docs/guide/custom-operators.md'), 'utf8');
/** The files of the page by their names, which their first lines say. */
const FILES = [...PAGE.matchAll(/```\w+\n(?:\/\/|#) (\S+)\n([^]*?)```/g)].map(
  ([, name, text]) => [name, text] as const,
);
/** The command lines of the page, in order. */
const COMMANDS = [...PAGE.matchAll(/^ {4}((?:hb_mapper|node) .*)$/gm)].map(([, line]) => line);

const bench = new Bench();
beforeAll(() => {
  for (const [name, text] of FILES) bench.put(name, text);
  bench.put('model.onnx', GUIDE_MODEL);
  bench.put('pyop.onnx', PY_MODEL);
  bench.put('net.caffemodel', caffemodel('norm'));
});
afterAll(() => bench.close());

it('has every file and every step', () => {
  expect(FILES.map(([name]) => name)).toEqual([
    'gate.ts',
    'shrink.mjs',
    'laws.mjs',
    'recipe.yaml',
    'net.prototxt',
    'sample.mjs',
  ]);
  expect(COMMANDS.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'hb_mapper checker',
    'node laws.mjs',
    'hb_mapper checker',
    'hb_mapper makertbin',
    'hb_mapper infer',
    'hb_mapper infer',
    'hb_mapper checker',
    'hb_mapper checker',
  ]);
});

it('is refused without modules, with one to begin with', async () => {
  const { code, stderr } = await bench.run(COMMANDS[0]);
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/IMO003 [^]*export default defineCustomOp\(\{\n.*domain: 'com\.example', type: 'Gate'/);
});

it('holds the operator to the laws', () => {
  const { status, stdout } = spawnSync('node', ['laws.mjs'], { cwd: bench.folder, encoding: 'utf8' });
  expect(stdout.match(/^holds: .+$/gm)).toHaveLength(6);
  expect([status, stdout]).toEqual([0, expect.not.stringContaining('BROKEN')]);
});

it('gets from the model to the same bits in both files, as typed', async () => {
  for (const line of COMMANDS.slice(2, 6)) {
    const { code, stderr } = await bench.run(line);
    expect({ line, code, stderr }).toMatchObject({ code: 0 });
  }
  expect(sameTensor(bench.tensor('from_bin/y.npy'), bench.tensor('from_onnx/y.npy'))).toBe(true);
  const { header } = await openArtifact(join(bench.folder, 'model_output/net.bin'));
  const sha256 = (name: string) => hashOf(join(bench.folder, name));
  expect(header.customOps).toEqual([
    { op: 'com.example.Gate', module: 'gate.ts', sha256: await sha256('gate.ts'), needed: true },
    { op: 'com.example.Shrink', module: 'shrink.mjs', sha256: await sha256('shrink.mjs'), needed: false },
  ]);
}, 120_000);

it.each([6, 7])('takes a Caffe layer, and a class of the vendor’s form (%p)', async (at) => {
  const { code, stdout, stderr } = await bench.run(COMMANDS[at]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/CPU .*(Gate|PyOp)/);
});

it('names the files of packages that are there', () => {
  const [, file] = /--custom-op (node_modules\/\S+?)`/.exec(PAGE)!;
  expect(existsSync(join(bench.folder, file))).toBe(true);
});
