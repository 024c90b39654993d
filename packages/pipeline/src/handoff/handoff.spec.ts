import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeModel } from '@openbpu/onnx';
import { bytesOf } from '@openbpu/tensor';
import { DiagnosticError } from '@openbpu/diagnostics';
import { type JobEvent, JobEvents } from '../events';
import { makertbin } from '../makertbin';
import { tinyOnnx, tinyRecipe } from '../tiny-onnx.fixture';

const SAMPLES = 11;
const PATIENCE = 60_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handoff-'));
  await writeFile(join(folder, 'tiny.onnx'), tinyOnnx());
  await mkdir(join(folder, 'cal_f32'));
  for (let i = 0; i < SAMPLES; i++) await writeFile(join(folder, 'cal_f32', `${i}.bin`), bytesOf(sampleOf(i)));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A picture of 3x8x8 that differs from all others, values 0 to 255. */
function sampleOf(i: number): Float32Array {
  return Float32Array.from({ length: 192 }, (_, k) =>
    Math.round(127.5 + 127.5 * Math.sin(i * 7.3 + k * (0.3 + i / 9))),
  );
}

const recipeOf = (type: string, more = '') =>
  tinyRecipe(more).replace("calibration_type: 'skip'", `calibration_type: '${type}'\n  cal_data_dir: './cal_f32'`);

async function convert(file: string, handoff?: string) {
  const events = new JobEvents();
  const heard: JobEvent[] = [];
  events.stream.subscribe((event) => heard.push(event));
  const request = {
    config: file,
    modelType: 'onnx',
    threads: 1,
    cache: false,
    ...(handoff ? { handoff } : {}),
  } as const;
  const result = await makertbin(request, events);
  return { ...result, log: heard.flatMap((event) => (event.kind === 'log' ? [event.text] : [])) };
}

it(
  'leaves a model, a recipe, samples and a page, which convert to what was learned',
  async () => {
    await writeFile(join(folder, 'r.yaml'), recipeOf('default'));
    const given = join(folder, 'for_them');
    const { record, log } = await convert(join(folder, 'r.yaml'), given);
    const { handoff } = record;
    expect((await readdir(given)).sort()).toEqual([
      'handoff_data',
      'tiny_handoff.md',
      'tiny_handoff.onnx',
      'tiny_handoff.yaml',
      'tiny_handoff_quantized_model.onnx',
    ]);
    expect(handoff?.files.map(({ file }) => file)).toEqual([
      'tiny_handoff.onnx',
      'tiny_handoff_quantized_model.onnx',
      'tiny_handoff.yaml',
    ]);
    expect(handoff?.samples).toBe(8);
    expect(Math.abs((handoff?.learned ?? 0) - (handoff?.converted ?? 1))).toBeLessThan(5e-4);
    expect(handoff?.learned).toBeGreaterThan(0.99);
    expect(log.some((line) => line.includes(`${handoff?.converted?.toFixed(6)} converted again`))).toBe(true);

    const model = decodeModel(await readFile(join(given, 'tiny_handoff.onnx')));
    expect([model.irVersion, model.opsetImport.map(({ version }) => version)]).toEqual([7, [11]]);
    const own = await readFile(join(given, 'handoff_data/data/10.bin'));
    expect(own.equals(Buffer.from(bytesOf(sampleOf(9))))).toBe(true);

    const { record: again } = await convert(join(given, 'tiny_handoff.yaml'));
    expect(again.verification?.mismatches).toBe(0);
    expect(again.calibration?.method.split(',')[0]).toBe(handoff?.method.split(',')[0]);
  },
  PATIENCE,
);

it(
  'takes a recipe that asks something of what stands in front of the model',
  async () => {
    const info = '  node_info: {"HZ_PREPROCESS_FOR_data": {"ON": "BPU", "OutputType": "int16"}}\n';
    await writeFile(join(folder, 'r.yaml'), recipeOf('max', info));
    const { record } = await convert(join(folder, 'r.yaml'), join(folder, 'for_them'));
    expect(record.handoff?.converted).toBeGreaterThan(0.99);
    expect(await readFile(join(folder, 'for_them/tiny_handoff.yaml'), 'utf8')).toMatch(
      /HZ_PREPROCESS_FOR_data:\s+ON: BPU\s+OutputType: int16/,
    );
  },
  PATIENCE,
);

it.each(['skip', 'load'])('has nothing to hand over of %s, and leaves no folder', async (type) => {
  await writeFile(join(folder, 'r.yaml'), recipeOf(type));
  const given = join(folder, 'for_them');
  const refused = await convert(join(folder, 'r.yaml'), given).catch((error: unknown) => error);
  expect(refused instanceof DiagnosticError && refused.diagnostics.map(({ code }) => code)).toEqual(['PIP190']);
  expect((await readdir(folder)).sort()).toEqual(['cal_f32', 'r.yaml', 'tiny.onnx']);
});

it(
  'leaves neither folder where one of them cannot be written',
  async () => {
    await writeFile(join(folder, 'r.yaml'), recipeOf('max'));
    await writeFile(join(folder, 'file'), '');
    await mkdir(join(folder, 'taken/tiny_handoff.onnx'), { recursive: true });
    for (const place of ['file', 'taken']) {
      const refused = await convert(join(folder, 'r.yaml'), join(folder, place)).catch((error: unknown) => error);
      expect(refused instanceof DiagnosticError && refused.diagnostics.map(({ code }) => code)).toEqual(['PIP006']);
      expect((await readdir(folder)).sort()).toEqual(['cal_f32', 'file', 'r.yaml', 'taken', 'tiny.onnx']);
    }
  },
  PATIENCE,
);
