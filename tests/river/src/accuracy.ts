import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobEvents, evaluate } from '@openbpu/pipeline';
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
 *   node tests/river/dist/accuracy.js [--rt TYPE] [--calibration TYPE] [model …]
 */
async function main(argv: readonly string[]): Promise<void> {
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const rt = option('--rt');
  const calibration = option('--calibration') ?? 'default';
  const wanted = argv.filter((word, i) => !word.startsWith('--') && !(argv[i - 1] ?? '').startsWith('--'));
  for (const model of MODELS.filter(({ name }) => (wanted.length > 0 ? wanted : CLASSIFIERS).includes(name))) {
    const { samples } = model;
    if (samples.kind !== 'pictures' || samples.fit.kind !== 'crop')
      throw new TypeError(`${model.name} is no classifier of ImageNet`);
    const folder = await mkdtemp(join(tmpdir(), 'accuracy-'));
    try {
      const typeRt = rt ?? model.typesRt[0];
      const { record, workingDir } = await convertModel(model, folder, {
        typeRt,
        calibration,
        samples: CALIBRATION,
      });
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
      const row = { model: model.name, rt: typeRt, calibration, method: record.calibration?.method, cosines, ...found };
      process.stdout.write(`${JSON.stringify(row)}\n`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

script(module, main);
