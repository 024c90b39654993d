import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../testing/run-program';
import { parsed } from './commands.fixture';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  process.chdir((folder = mkdtempSync(join(tmpdir(), 'preprocess-'))));
  mkdirSync('calibration_data');
  for (const name of ['b', 'a'])
    writeFileSync(
      `calibration_data/${name}.png`,
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"><rect width="2" height="6" fill="#f00"/></svg>',
    );
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** As the walk-through types it. */
const TYPED =
  '--src_dir calibration_data --dst_dir ./calibration_data_rgb_f32 --pic_ext .rgb --read_mode opencv ' +
  '--saved_data_type float32';
const STEPS = 'ShortSideResize(short_size=4); CenterCrop(crop_size=4); HWC2CHW; BGR2RGB';

it('reads the flags of the walk-through', () => {
  expect(parsed(`data_preprocess ${TYPED}`)).toEqual({
    srcDir: 'calibration_data',
    dstDir: './calibration_data_rgb_f32',
    picExt: '.rgb',
    readMode: 'opencv',
    savedDataType: 'float32',
    json: false,
  });
});

it('prints what it writes as the walk-through does, and what the samples are', async () => {
  writeFileSync('preprocess.yaml', `preprocess:\n  transformers: '${STEPS}'\n`);
  const { code, stdout } = await runProgram(['data_preprocess', ...TYPED.split(' ')]);
  expect(code).toBe(0);
  const [first, second, last] = stdout.split('\n');
  expect([first, second]).toEqual(['write:./calibration_data_rgb_f32/a.rgb', 'write:./calibration_data_rgb_f32/b.rgb']);
  expect(last).toMatch(/ INFO 2 samples in \.\/calibration_data_rgb_f32: float32 1x3x4x4 NCHW, rgb, 0 to 255$/);
  expect(readdirSync('calibration_data_rgb_f32')).toEqual(['a.rgb', 'b.rgb']);
});

it('takes the steps on the command line, and gives a document', async () => {
  const argv = ['data_preprocess', '--src_dir', 'calibration_data', '--dst_dir', 'out_f32/', '--transformers', STEPS];
  const { code, stdout, stderr } = await runProgram([...argv, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    files: ['a.rgb', 'b.rgb'],
    shape: [1, 3, 4, 4],
    diagnostics: [{ code: 'VIS051' }],
  });
  expect(stderr).toContain('VIS051');
  expect((await runProgram(argv)).stdout).toMatch(/^write:out_f32\/a\.rgb\n/);
});

it.each([
  [['--read_mode', 'pil', '--transformers', STEPS], 'CLI041'],
  [['--saved_data_type', 'int8', '--transformers', STEPS], 'CLI041'],
  [['--transformers', STEPS, '--preprocess', 'p.yaml'], 'CLI042'],
  [[], 'VIS040'],
])('%j is refused', async (more, found) => {
  const { code, stdout, stderr } = await runProgram([
    'data_preprocess',
    '--src_dir',
    'calibration_data',
    '--dst_dir',
    'out',
    ...more,
  ]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(` ${found} error `);
  expect(readdirSync('.')).not.toContain('out');
});
