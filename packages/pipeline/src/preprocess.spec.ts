import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { listSamples, readRawSample } from '@openbpu/vision';
import { JobEvents } from './events';
import { type PreprocessRequest, preprocess } from './preprocess';
import { bmp } from '@openbpu/testkit';

const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preprocess-'));
  process.chdir(folder);
  mkdirSync('src');
  for (const name of ['b', 'a', 'c'])
    writeFileSync(
      `src/${name}.bmp`,
      bmp(6, 4, (x, y) => [x * 40, y * 60, 9]),
    );
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const STEPS = 'CenterCrop(2x4); HWC2CHW; BGR2RGB';
const run = (more: Partial<PreprocessRequest> = {}) =>
  preprocess({ srcDir: 'src', dstDir: './dst_rgb_f32', transformers: STEPS, ...more });
const codesOf = async (more: Partial<PreprocessRequest>) => {
  try {
    return (await run(more)).diagnostics.map(({ code }) => code);
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map(({ code }) => `!${code}`);
    throw error;
  }
};

it('writes samples that makertbin reads as they are', async () => {
  const result = await run();
  expect(result).toMatchObject({
    folder: './dst_rgb_f32',
    files: ['a.rgb', 'b.rgb', 'c.rgb'],
    dtype: 'float32',
    shape: [1, 3, 2, 4],
    colour: 'rgb',
    layout: 'NCHW',
    range: [0, 255],
  });
  expect(readdirSync('dst_rgb_f32').sort()).toEqual(['a.rgb', 'b.rgb', 'c.rgb']);
  const [sample] = listSamples('dst_rgb_f32');
  const { data } = await readRawSample(sample, 'float32', [1, 3, 2, 4]);
  expect([...data]).toEqual([
    40,
    80,
    120,
    160,
    40,
    80,
    120,
    160,
    60,
    60,
    60,
    60,
    120,
    120,
    120,
    120,
    ...Array<number>(8).fill(9),
  ]);
});

it('says which folders it leaves out', async () => {
  mkdirSync('src/more');
  const { files, diagnostics } = await run();
  expect(files).toHaveLength(3);
  expect(diagnostics[0]).toMatchObject({ code: 'VIS060', facts: { folder: 'src', folders: ['more'] } });
});

it('writes bytes into a folder of another name, in the layout and ending of the chain', async () => {
  const { dtype, files, layout } = await run({ dstDir: 'dst', transformers: 'CenterCrop(2x4)' });
  expect([dtype, files[0], layout]).toEqual(['uint8', 'a.bgr', 'NHWC']);
  expect([...readFileSync('dst/a.bgr').subarray(0, 6)]).toEqual([9, 60, 40, 9, 60, 80]);
});

it('takes the file of the current folder, one that is named, or says what to write', async () => {
  const { transformers: _, ...request } = { srcDir: 'src', dstDir: 'd_f32', transformers: undefined };
  await expect(preprocess(request)).rejects.toMatchObject({ diagnostics: [{ code: 'VIS040' }] });
  await expect(preprocess(request)).rejects.toMatchObject({
    diagnostics: [{ hint: expect.stringMatching(/preprocess:\n.*\n +transformers: 'ShortSideResize/) }],
  });
  writeFileSync('preprocess.yaml', "preprocess:\n  read_mode: 'skimage'\n  transformers: 'Resize(2x4); Scale(255)'\n");
  expect(await preprocess(request)).toMatchObject({ shape: [1, 2, 4, 3], colour: 'rgb' });
  expect(await preprocess({ ...request, readMode: 'opencv', dstDir: 'e_f32' })).toMatchObject({ colour: 'bgr' });
  writeFileSync('other.yaml', `preprocess:\n  transformers: '${STEPS}'\n`);
  expect(await preprocess({ ...request, preprocess: 'other.yaml' })).toMatchObject({ shape: [1, 3, 2, 4] });
  await expect(preprocess({ ...request, preprocess: 'no.yaml' })).rejects.toThrow(/GRD001/);
});

it('warns of what will not calibrate well', async () => {
  expect(await codesOf({})).toEqual(['VIS051']);
  expect(await codesOf({ dstDir: 'dst', savedDataType: 'float32' })).toEqual(['VIS047', 'VIS051']);
  expect(await codesOf({ dstDir: 'x_f32', savedDataType: 'uint8' })).toEqual(['VIS047', 'VIS051']);
  expect(await codesOf({ readMode: 'skimage', transformers: 'CenterCrop(2)' })).toEqual(['VIS046', 'VIS051']);
  expect(await codesOf({ transformers: 'CenterCrop(2)' })).toEqual(['VIS051', 'VIS048']);
  expect(await codesOf({ dstDir: 'y_f32', transformers: 'Resize(20)' })).toEqual(['VIS050', 'VIS051']);
});

it('refuses with nothing written', async () => {
  const before = readdirSync('.');
  expect(await codesOf({ dstDir: './src/' })).toEqual(['!VIS043']);
  expect(await codesOf({ srcDir: 'absent' })).toEqual(['!VIS010']);
  expect(await codesOf({ picExt: 'rgb' })).toEqual(['!VIS041']);
  expect(await codesOf({ transformers: 'Frob' })).toEqual(['!VIS052']);
  expect(await codesOf({ transformers: 'Scale(2)', savedDataType: 'uint8' })).toEqual(['!VIS045']);
  expect(await codesOf({ readMode: 'skimage', transformers: 'CenterCrop(2)', dstDir: 'dst' })).toEqual(['!VIS045']);
  expect(await codesOf({ transformers: 'Mean(1)', savedDataType: 'uint8' })).toEqual(['!VIS045']);
  expect(await codesOf({ transformers: 'Scale(0.5); Mean(-127.5)', savedDataType: 'uint8' })).toEqual(['!VIS045']);
  expect(await codesOf({ dstDir: 'src/a.bmp/x_f32' })).toEqual(['!PIP006']);
  writeFileSync('src/a.png', 'text');
  expect(await codesOf({})).toEqual(['!VIS042']);
  expect(readdirSync('.')).toEqual(before);
});

it('says nothing of hidden files in the folder of the samples', async () => {
  await run();
  writeFileSync('dst_rgb_f32/.DS_Store', '');
  expect(await codesOf({})).toEqual(['VIS051']);
});

it('tells of every picture that cannot be used, in order, and leaves an earlier run as it was', async () => {
  await run();
  const old = readFileSync('dst_rgb_f32/a.rgb');
  writeFileSync(
    'src/a.bmp',
    bmp(6, 4, () => [0, 0, 0]),
  );
  writeFileSync('src/d.bmp', 'text');
  writeFileSync('src/e.jpg', '');
  writeFileSync(
    'src/f.bmp',
    bmp(1, 1, () => [1, 2, 3]),
  );
  await expect(run()).rejects.toMatchObject({
    diagnostics: [
      { code: 'VIS003', facts: { file: 'src/d.bmp' } },
      { code: 'VIS003', facts: { file: 'src/e.jpg' } },
      { code: 'VIS004', at: { file: 'src/f.bmp' } },
    ],
  });
  expect(readdirSync('dst_rgb_f32').sort()).toEqual(['a.rgb', 'b.rgb', 'c.rgb']);
  expect(readFileSync('dst_rgb_f32/a.rgb')).toEqual(old);
  for (const name of ['d.bmp', 'e.jpg', 'f.bmp']) rmSync(`src/${name}`);
  expect(await codesOf({})).toEqual(['VIS049', 'VIS051']);
  expect(readFileSync('dst_rgb_f32/a.rgb')).not.toEqual(old);
});

it('tells of the first twenty of many', async () => {
  for (let i = 0; i < 23; i++) writeFileSync(`src/x${i}.bmp`, 'text');
  const events = new JobEvents();
  const logs: string[] = [];
  events.stream.subscribe((event) => event.kind === 'log' && logs.push(event.text));
  await expect(preprocess({ srcDir: 'src', dstDir: 'd', transformers: STEPS }, events)).rejects.toMatchObject({
    diagnostics: { length: 20 },
  });
  expect(logs).toEqual(['23 pictures cannot be used; the first 20 are told.']);
});

it('refuses samples of several sizes, and names both', async () => {
  writeFileSync(
    'src/d.bmp',
    bmp(5, 4, () => [1, 2, 3]),
  );
  await expect(run({ transformers: 'HWC2CHW' })).rejects.toThrow(
    /VIS044 .*"d.bmp" becomes 1x3x4x5, and "a.bmp" 1x3x4x6/,
  );
  expect(existsSync('dst_rgb_f32')).toBe(false);
});

it('counts, and leaves nothing when it is stopped', async () => {
  const events = new JobEvents();
  const abort = new AbortController();
  const seen: string[] = [];
  events.stream.subscribe((event) => {
    if (event.kind !== 'progress') return;
    seen.push(`${event.stage} ${event.done}/${event.total}`);
    if (event.done === 3) abort.abort();
  });
  await expect(
    preprocess({ srcDir: 'src', dstDir: 'new/d_f32', transformers: STEPS, signal: abort.signal }, events),
  ).rejects.toThrow();
  expect(seen).toEqual(['preprocess 1/3', 'preprocess 2/3', 'preprocess 3/3']);
  expect(readdirSync('.').sort()).toEqual(['src']);
});
