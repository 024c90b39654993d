import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf } from '@openbpu/tensor';
import { tinyFolder } from '../recipe-job.fixture';
import { doctor, modelTypeIn } from './doctor';

let folder: string;
beforeAll(async () => {
  folder = await tinyFolder();
  await mkdir(join(folder, 'pictures_f32'));
  for (let k = 0; k < 24; k++) {
    const data = Float32Array.from({ length: 192 }, (_, i) => Math.round(128 + 120 * Math.sin((i % 64) / 9 + k)));
    await writeFile(join(folder, 'pictures_f32', `${String(k).padStart(2, '0')}.bin`), bytesOf(data));
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function recipe(norm: string, samples = 'pictures_f32'): Promise<string> {
  const file = join(folder, 'r.yaml');
  await writeFile(
    file,
    `model_parameters:
  onnx_model: tiny.onnx
  march: bayes-e
  output_model_file_prefix: tiny
input_parameters:
  input_type_rt: rgb
  input_layout_rt: NHWC
  input_type_train: rgb
  input_layout_train: NCHW
${norm}calibration_parameters:
  cal_data_dir: ${samples}
  cal_data_type: float32
  calibration_type: default
compiler_parameters:
  optimize_level: O1
`,
  );
  return file;
}
const RIGHT = '  norm_type: data_mean_and_scale\n  mean_value: 127.5\n  scale_value: 0.0078125\n';

it('looks at as many samples as there are, and finds nothing wrong', async () => {
  const report = await doctor({ config: await recipe(RIGHT), threads: 1 });
  expect(report).toMatchObject({ samples: 24, looked: 24, threshold: 3, diagnostics: [] });
  expect(report.inputs).toMatchObject([{ input: 'data', alarm: false, kind: 'bytes', range: [8, 248], runs: 48 }]);
});

it('says what is wrong in words, and which line to change', async () => {
  const config = await recipe('  norm_type: data_mean\n  mean_value: 127.5\n');
  const { inputs, diagnostics, looked } = await doctor({ config, samples: 5, runs: 2, threads: 1 });
  expect([inputs[0].alarm, looked, inputs[0].runs]).toEqual([true, 5, 6]);
  expect(inputs[0].suspects[0]).toMatchObject({
    mistake: 'scale-missing',
    words: 'the scale is not applied',
    cure: { key: 'scale_value', value: '0.007843137' },
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['PIP180']);
});

it('tells of few samples, and refuses what it cannot read', async () => {
  const { diagnostics } = await doctor({ config: await recipe(RIGHT, 'cal_f32'), threads: 1 });
  expect(diagnostics.map(({ code }) => code)).toContain('PIP053');
  await expect(doctor({ config: await recipe(RIGHT, 'absent') })).rejects.toThrow(/VIS/);
  await expect(doctor({ config: join(folder, 'none.yaml') })).rejects.toThrow(/GRD/);
});

it('finds nothing wrong where there is nothing to find', async () => {
  await mkdir(join(folder, 'flat_f32'));
  for (let k = 0; k < 20; k++)
    await writeFile(join(folder, 'flat_f32', `${k}.bin`), bytesOf(new Float32Array(192).fill(7)));
  const { inputs } = await doctor({ config: await recipe(RIGHT, 'flat_f32'), threads: 1 });
  expect(inputs).toMatchObject([{ alarm: false, kind: 'constant', suspects: [], runs: 0 }]);
});

it('takes the model for what it is told that it is', async () => {
  const config = await recipe(RIGHT);
  await expect(doctor({ config, modelType: 'caffe' })).rejects.toThrow(/CFG/);
  expect((await doctor({ config, modelType: 'onnx', samples: 1, runs: 1 })).inputs).toHaveLength(1);
});

it('reads labels', async () => {
  await writeFile(join(folder, 'labels.txt'), '00.bin 1\nno label here\n');
  const config = await recipe(RIGHT);
  await expect(doctor({ config, labels: join(folder, 'labels.txt') })).rejects.toThrow(/VIS020/);
  await writeFile(join(folder, 'labels.txt'), '00.bin 1\n');
  expect((await doctor({ config, labels: join(folder, 'labels.txt'), runs: 1 })).inputs[0].alarm).toBe(false);
});

it.each([
  ['model_parameters:\n  onnx_model: a.onnx # no prototxt: here', 'onnx'],
  ["model_parameters:\n  prototxt: 'a'", 'caffe'],
  ['model_parameters:\n  "caffe_model" : a', 'caffe'],
  ['', 'onnx'],
] as const)('takes %j for %s', (text, kind) => expect(modelTypeIn(text)).toBe(kind));
