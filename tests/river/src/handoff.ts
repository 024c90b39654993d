import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { JobEvents, evaluate, makertbin } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { writeRecipe } from './convert-model';
import { DATA } from './data';
import { MODELS } from './models';

const CALIBRATION = 100;
/** What may differ between what was learned and what comes of the handoff: of the cosine, and pictures of 400. */
const COSINE = 0.0005;
const PICTURES = 1;

/**
 * Converts classifiers of ImageNet with `default` calibration and hands them over; converts what was handed over by its
 * own recipe, and holds its `.bin` against the integer model that was learned, on the evaluation list. One JSON line a
 * model; exit code 1 where they differ by more than one picture, or 0.0005 of the cosine of the outputs:
 *
 *   node tests/river/dist/handoff.js [--march MARCH] [--onnx FILE] [model …]
 *
 * `--onnx` takes a file in place of that of the model, such as the copies that tools/hard-nets writes.
 */
async function main(argv: readonly string[]): Promise<void> {
  const option = (name: string) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : undefined);
  const march = option('--march') ?? 'bayes-e';
  const onnx = option('--onnx');
  const words = argv.filter((word, i) => !word.startsWith('--') && !(argv[i - 1] ?? '').startsWith('--'));
  const names = words.length > 0 ? words : ['mobilenet_v2'];
  for (const known of MODELS.filter(({ name }) => names.includes(name))) {
    const model = onnx === undefined ? known : { ...known, files: { onnx: resolve(onnx) } };
    const { samples } = model;
    if (samples.kind !== 'pictures' || samples.fit.kind !== 'crop')
      throw new TypeError(`${model.name} is no classifier of ImageNet`);
    const folder = await mkdtemp(join(tmpdir(), 'handoff-'));
    try {
      const [typeRt] = model.typesRt;
      const choice = { typeRt, march, calibration: 'default', samples: CALIBRATION };
      const given = join(folder, 'given');
      const request = { ...(await writeRecipe(model, folder, choice)), handoff: given };
      const { record, workingDir } = await makertbin(request);
      const config = join(given, `${model.name}_handoff.yaml`);
      const again = await makertbin({ config, modelType: 'onnx' });
      const images = join(DATA, 'images', samples.set);
      const { height, shortSide } = samples.fit;
      const held = (file: string, against: string) =>
        evaluate(
          {
            model: file,
            against,
            imagePath: images,
            labelPath: join(images, 'eval.txt'),
            fit: { shortSide, crop: [height, height] },
          },
          new JobEvents(),
        );
      const bin = join(again.workingDir, `${model.name}.bin`);
      const learned = await held(bin, join(given, `${model.name}_handoff_quantized_model.onnx`));
      const own = await held(join(workingDir, `${model.name}.bin`), bin);
      const { handoff } = record;
      process.stdout.write(
        `${JSON.stringify({
          model: model.name,
          march,
          ...handoff,
          own: { method: record.calibration?.method, cosines: record.outputs.map(({ cosine }) => cosine) },
          right: {
            handedOver: learned.top1.hits,
            learned: learned.against?.top1.hits,
            own: own.top1.hits,
            of: learned.images,
          },
          agreement: learned.against?.agreement,
        })}\n`,
      );
      const apart = Math.abs(learned.top1.hits - (learned.against?.top1.hits ?? 0));
      const cosine = Math.abs((handoff?.learned ?? 0) - (handoff?.converted ?? 1));
      if (apart > PICTURES || cosine > COSINE) process.exitCode = 1;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

script(module, main);
