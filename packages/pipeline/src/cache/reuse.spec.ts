import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunRecord } from '@openbpu/record';
import { bytesOf } from '@openbpu/tensor';
import { makertbin } from '../makertbin';
import { tinyOnnx, tinyRecipe } from '../tiny-onnx.fixture';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reuse-'));
  await writeFile(join(folder, 'tiny.onnx'), tinyOnnx());
  for (const [home, seed] of [
    ['cal', 1],
    ['other', 2],
  ] as const) {
    await mkdir(join(folder, home));
    const values = Float32Array.from({ length: 3 * 64 }, (_, i) => (i * seed * 37) % 251);
    for (const name of ['0.bin', '1.bin']) await writeFile(join(folder, home, name), bytesOf(values));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Everything a run decides, without where it went. */
interface Run {
  readonly reused: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly record: Omit<RunRecord, 'timing' | 'recipe'>;
}

async function run(values: Readonly<Record<string, string>>, out: string, cache?: boolean): Promise<Run> {
  const asked = { calibration_type: "'max'", optimize_level: "'O2'", cal_data_dir: "'cal'", ...values };
  const { calibration_type, optimize_level, cal_data_dir, ...model } = asked;
  const extra = Object.entries(model).map(([key, value]) => `  ${key}: ${value}\n`);
  const text = tinyRecipe(extra.join(''))
    .replace('out/deep', out)
    .replace(
      "calibration_type: 'skip'",
      `calibration_type: ${calibration_type}\n  cal_data_dir: ${cal_data_dir}\n  cal_data_type: 'float32'`,
    )
    .replace(/optimize_level: .*/, `optimize_level: ${optimize_level}`);
  await writeFile(join(folder, 'r.yaml'), text);
  const { record, workingDir } = await makertbin({
    config: join(folder, 'r.yaml'),
    modelType: 'onnx',
    threads: 1,
    ...(cache === undefined ? {} : { cache }),
  });
  const { timing, recipe: _, ...rest } = record;
  const files = record.artifacts.map(async ({ file }) => {
    const bytes = await readFile(join(workingDir, file));
    return [file, bytes.toString('base64')] as const;
  });
  const reused = timing!.stages.filter((stage) => stage.reused).map(({ name }) => name);
  return { reused, files: new Map(await Promise.all(files)), record: rest };
}

const ALL = ['examine', 'calibrate', 'prove', 'compile', 'verify'];

it('takes everything from an equal run, to the last byte', async () => {
  const first = await run({}, 'same');
  const second = await run({}, 'same');
  expect([first.reused, second.reused]).toEqual([[], ALL]);
  expect(second.files).toEqual(first.files);
  expect(second.record).toEqual(first.record);
  expect(first.record.verification?.status).toBe('passed');
});

it('takes nothing, and leaves nothing, where it is told so', async () => {
  await run({}, 'none');
  expect((await run({}, 'none', false)).reused).toEqual([]);
  await run({}, 'never', false);
  expect(await readdir(join(folder, 'never'))).not.toContain('.openbpu-cache');
});

it('does everything anew where what was kept is damaged', async () => {
  const first = await run({}, 'damaged');
  const home = join(folder, 'damaged/.openbpu-cache/content-v2');
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) await writeFile(file, (await readFile(file)).reverse());
  const second = await run({}, 'damaged');
  expect(second.reused).toEqual([]);
  expect(second.files).toEqual(first.files);
  expect((await run({}, 'damaged')).reused).toEqual(ALL);
});

/** What changes against the run before, and the stages that then find something again. */
const CHANGES: readonly [Readonly<Record<string, string>>, readonly string[]][] = [
  [{}, []],
  [{ optimize_level: "'O0'" }, ['examine', 'calibrate', 'prove']],
  // On this model both methods come to the same thresholds, and what follows from them is there.
  [{ calibration_type: "'kl'" }, ['examine', 'prove', 'compile']],
  [{ node_info: '{"conv": {"ON": "BPU", "OutputType": "int16"}}' }, []],
  [
    { node_info: '{"conv": {"ON": "BPU", "OutputType": "int16"}}', optimize_level: "'O1'" },
    ['examine', 'calibrate', 'prove'],
  ],
  [{ cal_data_dir: "'other'" }, []],
  [{ layer_out_dump: 'true' }, ['examine', 'calibrate']],
  [{}, ALL],
];

it('does what depends on a change, and gives what a run without anything kept gives', async () => {
  for (const [values, reused] of CHANGES) {
    const kept = await run(values, 'changes');
    const anew = await run(values, 'changes', false);
    expect({ values, reused: kept.reused }).toEqual({ values, reused });
    expect(kept.files).toEqual(anew.files);
    expect(kept.record).toEqual(anew.record);
  }
});
