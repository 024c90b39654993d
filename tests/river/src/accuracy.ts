import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EFFORTS, JobEvents, evaluate } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { convertModel } from './convert-model';
import { DATA } from './data';
import { MODELS } from './models';

/** How many pictures calibrate a model. */
const CALIBRATION = 100;
const CLASSIFIERS = ['squeezenet_v1.1', 'mobilenet_v1', 'mobilenet_v2'];

/**
 * Converts the classifiers of ImageNet with `default` calibration, or another, and compares every `.bin` with its float
 * model on the evaluation list, one JSON line a model:
 *
 *   node tests/river/dist/accuracy.js [--rt TYPE] [--calibration TYPE] [--effort 0|1|2|3] [--samples N] [model …]
 */
async function main(argv: readonly string[]): Promise<void> {
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const [rt, asked] = [option('--rt'), option('--effort')];
  const calibration = option('--calibration') ?? 'default';
  const effort = EFFORTS.find((each) => String(each) === asked);
  if (asked !== undefined && effort === undefined) throw new TypeError(`there is no effort ${asked}`);
  const wanted = argv.filter((word, i) => !word.startsWith('--') && !(argv[i - 1] ?? '').startsWith('--'));
  for (const model of MODELS.filter(({ name }) => (wanted.length > 0 ? wanted : CLASSIFIERS).includes(name))) {
    const { samples } = model;
    if (samples.kind !== 'pictures' || samples.fit.kind !== 'crop')
      throw new TypeError(`${model.name} is no classifier of ImageNet`);
    const folder = await mkdtemp(join(tmpdir(), 'accuracy-'));
    try {
      const typeRt = rt ?? model.typesRt[0];
      const began = performance.now();
      const { record, workingDir } = await convertModel(model, folder, {
        typeRt,
        calibration,
        samples: Number(option('--samples') ?? CALIBRATION),
        ...(effort === undefined ? {} : { effort }),
      });
      const seconds = Math.round((performance.now() - began) / 1000);
      const images = join(DATA, 'images', samples.set);
      const { height, shortSide } = samples.fit;
      const found = await evaluate(
        {
          model: join(workingDir, `${model.name}.bin`),
          against: join(workingDir, `${model.name}_original_float_model.onnx`),
          imagePath: images,
          labelPath: join(images, 'eval.txt'),
          fit: { shortSide, crop: [height, height] },
        },
        new JobEvents(),
      );
      const cosines = record.outputs.map(({ cosine }) => cosine);
      const { method } = record.calibration ?? {};
      const row = { model: model.name, rt: typeRt, calibration, effort, method, seconds, cosines, ...found };
      process.stdout.write(`${JSON.stringify(row)}\n`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

script(module, main);
