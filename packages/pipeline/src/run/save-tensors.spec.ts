import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Tensor, decodeNpy, makeTensor } from '@openbpu/tensor';
import fc from 'fast-check';
import { escapeName, saveTensors } from './save-tensors';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'save-'))));
afterEach(() => rm(folder, { recursive: true }));

it.each([
  ['prob', 'prob'],
  ['input.1', 'input.1'],
  ['/linear/Gemm', '%2Flinear%2FGemm'],
  ['a b', 'a%20b'],
  ['..', '%2E.'],
  ['.hidden', '%2Ehidden'],
  ['ü', '%C3%BC'],
  ['50%', '50%25'],
  ['a:b\\c', 'a%3Ab%5Cc'],
  ['n'.repeat(200), 'n'.repeat(200)],
])('escapes %j as %j', (name, file) => expect(escapeName(name)).toBe(file));

it.each([
  ['n'.repeat(300), /^n{183}-[0-9a-f]{16}$/],
  ['ü'.repeat(100), /^(%C3%BC){30}%C3-[0-9a-f]{16}$/],
  [`a${'ü'.repeat(100)}`, /^a(%C3%BC){30}-[0-9a-f]{16}$/],
  [`aa${'ü'.repeat(100)}`, /^aa(%C3%BC){30}-[0-9a-f]{16}$/],
])('shortens %j to what file systems take', async (name, file) => {
  expect(escapeName(name)).toMatch(file);
  expect(escapeName(`${name}!`)).not.toBe(escapeName(name));
  const [saved] = await saveTensors(folder, new Map([[name, makeTensor('int8', [1], Int8Array.of(1))]]));
  expect((await readdir(folder)).sort()).toEqual([saved.file, 'manifest.json'].sort());
});

it('never leaves the folder, and gives different names to different tensors', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      (a, b) => {
        expect(escapeName(a)).toMatch(/^[A-Za-z0-9_%-][A-Za-z0-9._%-]*$/);
        if (a !== b) expect(escapeName(a)).not.toBe(escapeName(b));
      },
    ),
  );
});

it('writes every tensor with its own type and shape, and a manifest', async () => {
  const tensors = new Map<string, Tensor>([
    ['a/b', makeTensor('int32', [1, 2], Int32Array.of(-7, 2147483647))],
    ['prob', makeTensor('float32', [1], Float32Array.of(0.5))],
  ]);
  const saved = await saveTensors(join(folder, 'deep/er'), tensors);
  expect((await readdir(join(folder, 'deep/er'))).sort()).toEqual(['a%2Fb.npy', 'manifest.json', 'prob.npy']);
  expect(JSON.parse(await readFile(join(folder, 'deep/er/manifest.json'), 'utf8'))).toEqual(saved);
  expect(saved[0]).toEqual({ name: 'a/b', file: 'a%2Fb.npy', dtype: 'int32', shape: [1, 2] });
  expect(decodeNpy(await readFile(join(folder, 'deep/er/a%2Fb.npy')))).toEqual(tensors.get('a/b'));
});

it('leaves nothing of what it could not publish', async () => {
  await mkdir(join(folder, 'manifest.json'));
  const tensors = new Map([['y', makeTensor('int8', [1], Int8Array.of(1))]]);
  await expect(saveTensors(folder, tensors)).rejects.toThrow(/PIP006/);
  expect(await readdir(folder)).toEqual(['manifest.json']);
});

it('says so when the folder is a file', async () => {
  await writeFile(join(folder, 'f'), '');
  await expect(saveTensors(join(folder, 'f'), new Map())).rejects.toThrow(/PIP006/);
});

it('says in the manifest how integers stand for reals', async () => {
  const tensors = new Map<string, Tensor>([
    ['y', makeTensor('int8', [1], Int8Array.of(1))],
    ['z', makeTensor('float32', [1], Float32Array.of(1))],
  ]);
  await saveTensors(folder, tensors, new Map([['y', { scale: [0.5] }]]));
  expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual([
    { name: 'y', file: 'y.npy', dtype: 'int8', shape: [1], quant: { scale: [0.5] } },
    { name: 'z', file: 'z.npy', dtype: 'float32', shape: [1] },
  ]);
});
