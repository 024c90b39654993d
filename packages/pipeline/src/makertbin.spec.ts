import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseRecord } from '@openbpu/record';
import { type JobEvent, JobEvents } from './events';
import { makertbin } from './makertbin';
import { tinyOnnx, tinyRecipe } from './tiny-onnx.fixture';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'makertbin-'));
  await writeFile(join(folder, 'tiny.onnx'), tinyOnnx());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function aborting() {
  const controller = new AbortController();
  return { signal: controller.signal, now: () => controller.abort() };
}

async function run(recipe: string) {
  await writeFile(join(folder, 'r.yaml'), recipe);
  const events = new JobEvents();
  const heard: JobEvent[] = [];
  let ended = false;
  events.stream.subscribe({ next: (event) => heard.push(event), complete: () => (ended = true) });
  const result = await makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx', threads: 1 }, events);
  return { ...result, heard, ended };
}

it('leaves every file where the recipe says, with the record of them', async () => {
  const { record, workingDir, heard, ended } = await run(tinyRecipe());
  expect(workingDir).toBe(join(folder, 'out/deep'));
  expect((await readdir(workingDir)).sort()).toEqual(
    [
      '.openbpu-cache',
      'tiny.bin',
      ...[
        'calibrated_model.onnx',
        'optimized_float_model.onnx',
        'original_float_model.onnx',
        'perf.html',
        'quantized_model.onnx',
        'record.json',
        'report.html',
      ].map((end) => `tiny_${end}`),
    ].sort(),
  );
  const { timing, ...stored } = parseRecord(await readFile(join(workingDir, 'tiny_record.json'), 'utf8'));
  expect([stored.prefix, stored.model?.files]).toEqual(['tiny', ['tiny.onnx']]);
  expect(stored.artifacts).toEqual(record.artifacts);
  expect(stored.artifacts.map(({ kind }) => kind)).toEqual([
    'original',
    'optimized',
    'calibrated',
    'quantized',
    'bin',
    'performance',
  ]);
  expect(timing?.stages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['import', 'dress', 'optimise', 'calibrate', 'quantise', 'prove', 'compile', 'verify']),
  );
  const logs = heard.filter((event) => event.kind === 'log').map(({ text }) => text);
  for (const { file } of record.artifacts) expect(logs.join('\n')).toContain(`  ${file} `);
  expect(logs.slice(-2)).toEqual(['Convert to runtime bin file successfully!', 'End Model Convert']);
  expect(heard.filter((event) => event.kind === 'progress').map(({ stage }) => stage)).toEqual(
    expect.arrayContaining(['calibrate', 'verify']),
  );
  expect(ended).toBe(true);
  expect(record.diagnostics.map(({ code }) => code)).toContain('PIP045');
  expect(record).toMatchObject({
    command: 'makertbin',
    proof: { samples: 1, nodeSamples: 1 },
    outputs: [{ name: 'y' }],
    verification: { status: 'passed' },
    interface: { inputs: [{ name: 'data' }], removed: [] },
    performance: { latencyUs: expect.any(Number) },
    nodes: [{ node: 'HZ_PREPROCESS_FOR_data', cosine: expect.any(Number), threshold: 127 }, { node: 'conv' }],
  });
});

it.each([
  ['a model that is not there', tinyRecipe().replace('tiny.onnx', 'absent.onnx'), /absent\.onnx/],
  [
    'an input the model does not have',
    tinyRecipe().replace('input_parameters:', "input_parameters:\n  input_name: 'dato'"),
    /PIP003/,
  ],
  [
    'a calibration folder that is not there',
    tinyRecipe().replace("calibration_type: 'skip'", "calibration_type: 'max'\n  cal_data_dir: 'absent'"),
    /absent/,
  ],
  ['a key nobody knows', tinyRecipe("  workin_dir: 'x'\n"), /workin_dir/],
])('leaves nothing behind after %s', async (_, recipe, said) => {
  await expect(run(recipe)).rejects.toThrow(said);
  expect((await readdir(folder)).sort()).toEqual(['r.yaml', 'tiny.onnx']);
});

it('tells nothing of the folder that the recipe lies in', async () => {
  await mkdir(join(folder, 'sub'));
  await rename(join(folder, 'tiny.onnx'), join(folder, 'sub/tiny.onnx'));
  const { record } = await run(tinyRecipe("  set_node_data_type: 'conv'\n").replace('tiny.onnx', 'sub/tiny.onnx'));
  expect(record.diagnostics.map(({ at }) => at?.file)).toContain('r.yaml');
  expect(JSON.stringify(record)).not.toContain(folder);
  expect(record.timing?.stages.length).toBeGreaterThan(0);
});

it('holds the recipe against the rules of its own march', async () => {
  const recipe = tinyRecipe("  set_node_data_type: 'conv'\n").replace('tiny.onnx', 'absent.onnx');
  await expect(run(recipe.replace('bayes-e', 'bernoulli2'))).rejects.toThrow(/set_node_data_type/);
  await expect(run(recipe)).rejects.toThrow(/absent\.onnx/);
  await expect(run(recipe.replace('bayes-e', 'bayes-f'))).rejects.toThrow(/'bayes-f'.*did you mean 'bayes-e'/s);
});

it('publishes nothing where it is aborted after the last stage, and listens to nobody afterwards', async () => {
  await writeFile(join(folder, 'r.yaml'), tinyRecipe());
  const { signal, ...abort } = aborting();
  const [listen, forget] = [jest.spyOn(signal, 'addEventListener'), jest.spyOn(signal, 'removeEventListener')];
  const events = new JobEvents();
  events.stream.subscribe(
    (event) => event.kind === 'stage' && event.name === 'verify' && event.state === 'ended' && abort.now(),
  );
  const request = { config: join(folder, 'r.yaml'), modelType: 'onnx', threads: 1, signal } as const;
  await expect(makertbin(request, events)).rejects.toMatchObject({ name: 'AbortError' });
  expect((await readdir(folder)).sort()).toEqual(['r.yaml', 'tiny.onnx']);
  expect(forget.mock.calls).toEqual(listen.mock.calls.filter(([kind]) => kind === 'abort'));
});

it('says which recipe cannot be read', async () => {
  await expect(makertbin({ config: join(folder, 'absent.yaml'), modelType: 'onnx' })).rejects.toThrow(
    /GRD001 .*absent\.yaml/,
  );
});

it('removes what it has written as soon as it is aborted, and publishes nothing', async () => {
  await writeFile(join(folder, 'r.yaml'), tinyRecipe());
  const abort = new AbortController();
  const events = new JobEvents();
  const left: string[][] = [];
  events.stream.subscribe((event) => {
    if (event.kind !== 'stage' || event.name !== 'verify' || event.state !== 'began') return;
    left.push(readdirSync(folder).sort());
    abort.abort();
    left.push(readdirSync(folder).sort());
  });
  await expect(
    makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx', threads: 1, signal: abort.signal }, events),
  ).rejects.toMatchObject({ name: 'AbortError' });
  expect(left).toEqual([
    ['out', 'r.yaml', 'tiny.onnx'],
    ['r.yaml', 'tiny.onnx'],
  ]);
  expect((await readdir(folder)).sort()).toEqual(['r.yaml', 'tiny.onnx']);
});
