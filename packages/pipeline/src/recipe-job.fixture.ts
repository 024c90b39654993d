import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GroupName, RECIPE_KEYS, parseRecipe } from '@openbpu/config';
import { JobEvents } from './events';
import { loadCustomOps, modulesOf } from './custom/load-custom-ops';
import { type JobOptions, conversionJob, createJob, endJob, useCustomOps } from './job';
import { marches } from './marches';
import { tinyOnnx } from './tiny-onnx.fixture';

export type Job = ReturnType<typeof conversionJob>;

/** Values of a recipe as they are written. */
const RECIPE: Readonly<Record<GroupName, Readonly<Record<string, string>>>> = {
  model_parameters: { onnx_model: 'tiny.onnx', march: 'bayes-e', output_model_file_prefix: 'tiny' },
  input_parameters: {
    input_type_rt: 'nv12',
    input_type_train: 'rgb',
    input_layout_train: 'NCHW',
    norm_type: 'no_preprocess',
  },
  calibration_parameters: { cal_data_dir: 'cal_f32', calibration_type: 'default' },
  compiler_parameters: { optimize_level: 'O1' },
  custom_op: {},
  preprocess: {},
};
const GROUP_OF = new Map(RECIPE_KEYS.map(({ key, group }) => [key, group]));

/**
 * A new folder with the tiny model, two folders of one sample each and two modules `own.mjs`, in it and in `ops`, to be
 * removed by whoever made it.
 */
export async function tinyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tiny-'));
  await writeFile(join(folder, 'tiny.onnx'), tinyOnnx());
  for (const name of ['cal_f32', 'raw']) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, '0.bin'), Buffer.alloc(3 * 64 * 4, 1));
  }
  await mkdir(join(folder, 'ops'));
  await writeFile(join(folder, 'own.mjs'), moduleText('Here'));
  await writeFile(join(folder, 'ops', 'own.mjs'), moduleText('There'));
  return folder;
}

/** The module of `com.example.<type>`, which gives its input. */
export const moduleText = (type: string): string =>
  "import { defineCustomOp } from '@openbpu/plugin-api';\n" +
  `export default defineCustomOp({ domain: 'com.example', type: '${type}', ` +
  'infer: ([x]) => [x], evaluate: ([x]) => [x] });\n';

/** What `see` sees of the job that a recipe in `folder` makes that has these values besides those of the tiny model. */
export async function seenIn<T>(
  folder: string,
  values: Readonly<Record<string, string>>,
  see: (job: Job) => T | Promise<T>,
  options: JobOptions = { threads: 1 },
): Promise<T> {
  const text = (Object.keys(RECIPE) as GroupName[])
    .map((group) => {
      const own = Object.entries(values).filter(([key]) => GROUP_OF.get(key) === group);
      const lines = Object.entries({ ...RECIPE[group], ...Object.fromEntries(own) });
      return lines.length === 0 ? '' : `${group}:\n${lines.map(([key, value]) => `  ${key}: ${value}\n`).join('')}`;
    })
    .join('');
  const backends = marches();
  const recipe = parseRecipe(text, {
    file: 'r.yaml',
    modelType: 'prototxt' in values ? 'caffe' : 'onnx',
    marches: backends.map(({ march }) => march),
    marchRules: (march) => backends.find((backend) => backend.march === march)?.recipe,
  });
  const container = createJob(new JobEvents(), options);
  try {
    useCustomOps(container, await loadCustomOps(modulesOf(recipe, folder)));
    return await see(conversionJob(container, recipe, folder, options));
  } finally {
    await endJob(container);
  }
}
