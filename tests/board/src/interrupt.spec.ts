import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { JobEvents, dumpLayers, infer, inferModel, perfFiles, perfModel } from '@openbpu/pipeline';
import { bytesOf, encodeNpy } from '@openbpu/tensor';
import { Bench } from './bench';
import { SHAPE, wave } from './nets';

const bench = new Bench();
const MODELS = ['a', 'b', 'c', 'd', 'e', 'f'];
const FEATUREMAP = {
  'input_parameters.input_type_rt': 'featuremap',
  'input_parameters.input_type_train': 'featuremap',
  'input_parameters.norm_type': 'no_preprocess',
  'input_parameters.scale_value': 'None',
  'model_parameters.layer_out_dump': 'True',
};
beforeAll(async () => {
  for (const name of MODELS) await bench.convert('single', name);
  await bench.convert('plain', 'map', FEATUREMAP);
  bench.put('x.bin', bytesOf(wave(SHAPE, 3).data));
  bench.put('x.npy', encodeNpy(wave(SHAPE, 3)));
  await bench.run(`hb_pack ${MODELS.map((name) => `${name}.bin`).join(' ')} -o comb.bin`);
});
afterAll(() => bench.close());

const at = (name: string) => join(bench.folder, name);
const [map, x, signal] = [at('map.bin'), at('x.bin'), AbortSignal.abort(new Error('stopped'))];
const events = new JobEvents();
const dump = { ports: true, steps: 1, format: 'bin', precision: 9, axis: -1, dequantise: false } as const;

it.each([
  ['hb_perf', (folder: string) => perfFiles({ file: map, folder, signal })],
  [
    'hrt_model_exec perf',
    (profile: string) =>
      perfModel({ models: map, coreId: 0, threads: 1, frames: 9, minutes: 0, profile, signal }, events),
  ],
  [
    'hrt_model_exec infer',
    (folder: string) =>
      inferModel({ models: map, coreId: 0, frames: 1, files: x, dump: { ...dump, folder }, signal }, events),
  ],
  ['hrt_bin_dump', (folder: string) => dumpLayers({ models: map, files: x, folder, signal }, events)],
  [
    'hb_mapper infer',
    (save: string) => infer({ model: map, inputs: new Map([['data', at('x.npy')]]), fit: {}, save, signal }, events),
  ],
] as const)('%s that is stopped leaves nothing', async (name, run) => {
  const folder = at(`of ${name}`);
  mkdirSync(folder);
  await expect(run(folder)).rejects.toThrow('stopped');
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves nothing of what hb_perf has written already when it is stopped', async () => {
  const program = join(__dirname, '../../../packages/cli/bin/hb_perf.js');
  const child = spawn(process.execPath, [program, 'comb.bin'], { cwd: bench.folder, stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, by) => resolve(by)));
  const seen = () => bench.list('hb_perf_result').some((name) => name.startsWith('.writing-'));
  while (child.exitCode === null && !seen()) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
  expect(bench.list('hb_perf_result')).toEqual([]);
});
