import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CollectingSink } from '@openbpu/diagnostics';
import { type DType, allocate, encodeNpy, makeTensor, sizeOf, tensorType } from '@openbpu/tensor';
import { fitTensor, readTensorFile } from './feed-tensor';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'feed-'))));
afterAll(() => rm(folder, { recursive: true }));

const port = (dtype: DType, shape: readonly number[]) => ({ name: 'data', type: tensorType(dtype, shape) });
const zeros = (dtype: DType, shape: readonly number[]) => makeTensor(dtype, shape, allocate(dtype, sizeOf(shape)));

it('passes what fits, untouched', () => {
  const sink = new CollectingSink();
  const given = makeTensor('int8', [1, 2], Int8Array.of(-128, 127));
  expect(fitTensor(given, port('int8', [1, 2]), sink)).toBe(given);
  expect(sink.diagnostics).toEqual([]);
});

it('shifts bytes into an int8 input, with a note', () => {
  const sink = new CollectingSink();
  const fed = fitTensor(makeTensor('uint8', [1, 3], Uint8Array.of(0, 128, 255)), port('int8', [1, 3]), sink);
  expect([fed.dtype, ...Array.from(fed.data, Number)]).toEqual(['int8', -128, 0, 127]);
  expect(sink.diagnostics).toMatchObject([
    { code: 'PIP009', severity: 'note', message: expect.stringContaining('data') },
  ]);
});

it('shifts nothing into an input that is known to be no image', () => {
  const given = makeTensor('uint8', [1, 3], Uint8Array.of(0, 128, 255));
  expect(() => fitTensor(given, port('int8', [1, 3]), new CollectingSink(), true)).toThrow(
    /PIP008 .*takes int8.*uint8.* was given\n {2}hint: save it with \.astype\(numpy\.int8\)$/m,
  );
});

it('takes any size where the model leaves it open', () => {
  const given = zeros('float32', [7, 3]);
  expect(fitTensor(given, port('float32', [-1, 3]), new CollectingSink())).toBe(given);
  for (const shape of [[7, 4], [21], [7, 3, 1], [0, 3]])
    expect(() => fitTensor(zeros('float32', shape), port('float32', [-1, 3]), new CollectingSink())).toThrow(/PIP008/);
});

it('takes nothing where the model has nothing', () => {
  const given = zeros('float32', [0, 3]);
  expect(fitTensor(given, port('float32', [0, 3]), new CollectingSink())).toBe(given);
});

it('shows an open dimension as a question mark', () => {
  expect(() => fitTensor(zeros('int8', [7, 4]), port('float32', [-12, 3]), new CollectingSink())).toThrow(
    /takes float32\[\?x3\], and/,
  );
  expect(() => fitTensor(zeros('int8', [7, 4]), port('float32', [-1, 3]), new CollectingSink())).toThrow(
    /takes float32\[\?x3\], and int8\[7x4\] was given/,
  );
});

it.each<[DType, readonly number[], DType]>([
  ['float32', [1, 2], 'int8'],
  ['int8', [1, 2], 'float32'],
  ['uint8', [1, 2], 'float32'],
  ['float64', [1, 2], 'float32'],
  ['int8', [2, 1], 'int8'],
  ['uint8', [2], 'int8'],
])('refuses %s %j for %s [1x2]', (dtype, shape, wanted) => {
  expect(() => fitTensor(zeros(dtype, shape), port(wanted, [1, 2]), new CollectingSink())).toThrow(
    new RegExp(`PIP008 .*input "data" takes ${wanted}\\[1x2\\], and ${dtype}\\[${shape.join('x')}\\] was given`),
  );
});

it('says of which input and file it complains', async () => {
  await writeFile(join(folder, 'bad.npy'), 'hello');
  const absent = join(folder, 'absent.npy');
  await expect(readTensorFile(join(folder, 'bad.npy'), 'data')).rejects.toMatchObject({
    diagnostics: [{ code: 'PIP050', at: { name: 'data' } }],
  });
  await expect(readTensorFile(absent, 'data')).rejects.toMatchObject({
    diagnostics: [{ code: 'GRD001', at: { name: 'data', file: absent } }],
  });
  const refused = async () => fitTensor(zeros('int8', [2]), port('float32', [2]), new CollectingSink());
  await expect(refused()).rejects.toMatchObject({ diagnostics: [{ code: 'PIP008', at: { name: 'data' } }] });
});

it('reads a .npy file', async () => {
  await writeFile(join(folder, 'x.npy'), encodeNpy(makeTensor('int16', [2], Int16Array.of(-5, 6))));
  expect(await readTensorFile(join(folder, 'x.npy'), 'data')).toMatchObject({ dtype: 'int16', shape: [2] });
});

it('refuses a file that is none, and one that is not there', async () => {
  await writeFile(join(folder, 'bad.npy'), 'hello');
  await expect(readTensorFile(join(folder, 'bad.npy'), 'data')).rejects.toThrow(
    /PIP050 .*bad\.npy" cannot be fed: .*signature\n {2}hint: write it with numpy\.save/,
  );
  await expect(readTensorFile(join(folder, 'absent.npy'), 'data')).rejects.toThrow(/^GRD001 .*absent\.npy/s);
  await expect(readTensorFile('~/absent.npy', 'data')).rejects.toThrow(/hint: the shell leaves ~ as it is/);
});
