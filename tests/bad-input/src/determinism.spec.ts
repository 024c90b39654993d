import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { encodeNpy, bytesOf, float32 } from '@openbpu/tensor';
import { seededRandom } from '@openbpu/ir';
import { runProgram } from '@openbpu/cli/testing';
import { Workshop } from './workshop';

/** Every file that a conversion writes, by name, the record without its timing. */
async function converted(
  threads: string | undefined,
  prepare: (shop: Workshop) => Promise<void>,
): Promise<{ readonly files: ReadonlyMap<string, Buffer>; readonly folder: string }> {
  const shop = await Workshop.open(7);
  const before = process.cwd();
  process.chdir(shop.folder);
  try {
    await prepare(shop);
    const { code, stdout, stderr } = await runProgram([
      'makertbin',
      '-c',
      'recipe.yaml',
      '--model-type',
      'onnx',
      '--no-cache',
      ...(threads === undefined ? [] : ['--threads', threads]),
    ]);
    expect({ code, said: stdout + stderr }).toMatchObject({ code: 0 });
    const files = new Map<string, Buffer>();
    for (const name of (await readdir(shop.path('out'))).sort())
      files.set(name, await withoutTiming(shop.path('out', name)));
    return { files, folder: shop.folder };
  } finally {
    process.chdir(before);
    await shop.close();
  }
}

async function withoutTiming(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  if (!path.endsWith('_record.json')) return bytes;
  const { timing, ...record } = JSON.parse(bytes.toString()) as Record<string, unknown>;
  expect(timing).toBeDefined();
  return Buffer.from(JSON.stringify(record));
}

/** The files that must not depend on anything but the input; the report shows times. */
const COMPARED = [
  '.bin',
  '_calibrated_model.onnx',
  '_optimized_float_model.onnx',
  '_original_float_model.onnx',
  '_quantized_model.onnx',
  '_record.json',
];

async function alike(
  prepare: (shop: Workshop) => Promise<void>,
  runsOf: readonly (string | undefined)[] = ['1', '2'],
): Promise<void> {
  const runs = [];
  for (const threads of runsOf) runs.push(await converted(threads, prepare));
  const [first] = runs;
  const names = [...first.files.keys()].filter((name) => COMPARED.some((end) => name.endsWith(end)));
  expect(names).toHaveLength(COMPARED.length);
  for (const name of names) {
    const hidden = first.files.get(name)!.toString('latin1');
    for (const { folder } of runs) expect({ name, at: around(hidden, folder) }).toEqual({ name, at: undefined });
    for (const other of runs.slice(1))
      expect({ name, same: other.files.get(name)!.equals(first.files.get(name)!) }).toEqual({ name, same: true });
  }
}

/** Where a folder of this machine is mentioned. */
function around(text: string, folder: string): string | undefined {
  const at = text.indexOf(folder);
  return at < 0 ? undefined : text.slice(Math.max(0, at - 120), at + 80);
}

describe('the same input gives the same bytes, in any folder and at any number of threads', () => {
  it.each(['kl', 'skip'])('%s calibration', async (type) => {
    await alike(async (shop) => void (await shop.recipe({ calibration_type: `'${type}'` })));
  });

  it('default calibration, run again and again', async () => {
    await alike(async (shop) => void (await shop.recipe({ calibration_type: "'default'" })), ['1', '2', undefined]);
  });

  it('with pre-processing of nv12, a feature map, nodes on the CPU', async () => {
    await alike(
      async (shop) =>
        void (await shop.recipe({
          input_type_rt: "'nv12'",
          input_layout_rt: undefined,
          'calibration_parameters.run_on_cpu': "'conv2'",
        })),
    );
    await alike(async (shop) => {
      for (let i = 0; i < 3; i++) {
        const random = seededRandom(i);
        await shop.put(
          `maps/${i}.npy`,
          encodeNpy(
            float32(
              [1, 3, 8, 8],
              Float32Array.from({ length: 192 }, () => random() * 4 - 2),
            ),
          ),
        );
      }
      await shop.recipe({
        cal_data_dir: "'maps'",
        input_type_rt: "'featuremap'",
        input_type_train: "'featuremap'",
        norm_type: "'no_preprocess'",
        scale_value: undefined,
        input_layout_rt: undefined,
      });
    });
  });

  it('named by an absolute path', async () => {
    await alike(
      async (shop) =>
        void (await shop.recipe({
          onnx_model: `'${shop.path('model.onnx')}'`,
          cal_data_dir: `'${shop.path('samples')}'`,
          working_dir: `'${shop.path('out')}'`,
        })),
    );
  });
});

const MODEL = join(
  process.env.OPENBPU_DATA ?? resolve(__dirname, '../../../../shared/data'),
  'models/mlperf-tiny/resnet8.onnx',
);
const have = existsSync(MODEL);
if (!have) process.stdout.write(`skipped: the bytes of resnet8: there is no data at ${MODEL}\n`);
(have ? it : it.skip)('resnet8 gives the same bytes', async () => {
  await alike(async (shop) => {
    await shop.put('model.onnx', await readFile(MODEL));
    for (let i = 0; i < 6; i++) {
      const random = seededRandom(i);
      await shop.put(
        `pictures/${i}.rgb`,
        bytesOf(Float32Array.from({ length: 3 * 32 * 32 }, () => Math.floor(random() * 256))),
      );
    }
    await shop.recipe({
      cal_data_dir: "'pictures'",
      norm_type: "'no_preprocess'",
      scale_value: undefined,
      calibration_type: "'default'",
    });
  });
});
