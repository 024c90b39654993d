import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGraph, seededRandom } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import type { Effort } from './effort';
import { type JobEvent, JobEvents } from './events';
import { makertbin } from './makertbin';

/** Channels of very different sizes, in front of a pool, which reads no scales of channels. */
const NET = `input x: float32[1x3x8x8] NCHW
const a: float32[4x3x1x1] = [1, 0.5, -0.5, 0.01, -0.02, 0.01, 30, 20, -9, 0.001, 0.002, 0.003]
const b: float32[2x4x1x1] = [1, 90, 0.03, 300, -0.5, 100, 0.05, -200]
n1: p = Conv(x, a) {kernel: [1, 1]}
n2: q = Relu(p)
n3: r = MaxPool(q) {kernel: [2, 2], strides: [2, 2]}
n4: y = Conv(r, b) {kernel: [1, 1]}
output y`;

/** Each converts several times. */
const PATIENCE = 240_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'effort-'));
  const graph = parseGraph(NET, standardOps(), 'imported');
  await writeFile(join(folder, 'net.onnx'), encodeModel(exportModel(graph, { opset: 13, record: false })));
  await mkdir(join(folder, 'samples'));
  const random = seededRandom(1);
  for (let i = 0; i < 4; i++) {
    const sample = Float32Array.from({ length: 192 }, () => 2 * random() - 1);
    await writeFile(join(folder, 'samples', `${i}.bin`), Buffer.from(sample.buffer));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A conversion with an effort, in one working folder: what it found, what it told, and the bytes of the `.bin`. */
async function converted(effort?: Effort, type = 'default') {
  const recipe = `model_parameters:
  onnx_model: net.onnx
  march: bayes-e
  output_model_file_prefix: net
  working_dir: out
input_parameters:
  input_type_rt: featuremap
  input_type_train: featuremap
  input_layout_train: NCHW
  norm_type: no_preprocess
calibration_parameters:
  cal_data_dir: samples
  cal_data_type: float32
  calibration_type: ${type}
compiler_parameters:
  optimize_level: O1
`;
  await writeFile(join(folder, 'r.yaml'), recipe);
  const events = new JobEvents();
  const heard: JobEvent[] = [];
  events.stream.subscribe((event) => heard.push(event));
  const request = { config: join(folder, 'r.yaml'), modelType: 'onnx', threads: 1 } as const;
  const { record, workingDir } = await makertbin(effort === undefined ? request : { ...request, effort }, events);
  return {
    record,
    lines: heard.flatMap((event) => (event.kind === 'log' ? [event.text] : [])).join('\n'),
    reused: record.timing!.stages.some(({ name, reused }) => name === 'calibrate' && reused === true),
    bin: await readFile(join(workingDir, 'net.bin')),
  };
}

it(
  'moves scales of channels where that helps, says so, and the .bin has the bits of the quantised model',
  async () => {
    const usual = await converted();
    const more = await converted(2);
    expect(usual.record.calibration).not.toHaveProperty('equalised');
    expect(more.record.calibration!.equalised).toMatchObject([{ moved: 4, dead: 0, clamped: 0, fixed: 0 }]);
    expect(more.record.calibration!.method).toMatch(/^equalised,/);
    expect(more.lines).toContain('Scales of channels moved between layers: 4 at 1 joints');
    expect(more.record.outputs[0].cosine!).toBeGreaterThan(usual.record.outputs[0].cosine!);
    expect(more.record.outputs[0].cosine!).toBeGreaterThan(0.999);
    expect(more.record.verification).toMatchObject({ mismatches: 0 });
    expect(more.record.nodes.every(({ cosine }) => cosine === undefined || cosine! > 0.99)).toBe(true);
  },
  PATIENCE,
);

it(
  'tunes what won block by block, keeps that only where it helps, and says so',
  async () => {
    const before = await converted(2);
    const tuned = await converted(3);
    const { candidates, method, tuned: blocks } = tuned.record.calibration!;
    expect(candidates.slice(0, before.record.calibration!.candidates.length)).toEqual(
      before.record.calibration!.candidates,
    );
    const tried = candidates.slice(before.record.calibration!.candidates.length);
    for (const each of tried) expect(each.method).toContain(`${before.record.calibration!.method},tuned`);
    expect(blocks!.map(({ from, to }) => [from, to])).toEqual([
      ['n1', 'n1'],
      ['n4', 'n4'],
    ]);
    const kept = blocks!.filter((block) => block.kept);
    expect(method.includes(',tuned')).toBe(kept.length > 0);
    for (const { before: off, after } of kept) expect(after!).toBeLessThan(off!);
    expect(tuned.lines).toContain(`Blocks tuned: ${kept.length} of 2`);
    expect(tuned.record.outputs[0].cosine!).toBeGreaterThan(0.99);
    expect(tuned.record.verification).toMatchObject({ mismatches: 0 });
    const again = await converted(3);
    expect([again.reused, again.bin.equals(tuned.bin), (await converted(2)).reused]).toEqual([true, true, true]);
  },
  PATIENCE,
);

it(
  'finds again what it found with the same effort alone, and makes the same bytes of it',
  async () => {
    await converted(1);
    const first = await converted(2);
    expect(await converted(1)).toMatchObject({ reused: true });
    const again = await converted(2);
    expect([again.reused, again.bin.equals(first.bin)]).toEqual([true, true]);
    expect((await converted(0)).reused).toBe(false);
  },
  PATIENCE,
);
