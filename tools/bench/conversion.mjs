/**
 * Whole conversions of mobilenet_v1, by stage: `node tools/bench/conversion.mjs [--calibration kl] [--images 100,50]`.
 * Prints JSON: wall seconds of every stage, peak memory of the process for each number of images, the size and time of
 * the conversion, and the wall time of `checker` with its start-up. Needs the built packages and the data beside the project.
 */
import '../dev/help.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(join(root, 'tests/river/package.json'));
const argument = (name, otherwise) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise;
const calibration = argument('--calibration', 'kl');
const MODEL = 'mobilenet_v1';
const CHECKER_RUNS = 5;

/** One conversion in a process of its own, so that its peak memory is its own. */
async function convertOnce(images) {
  const { MODELS, convertModel } = require('@openbpu/river');
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const model = MODELS.find(({ name }) => name === MODEL);
    const { writeCalibration } = require('@openbpu/river');
    await writeCalibration(model, join(folder, 'calibration_f32'), images);
    const began = performance.now();
    const { record } = await convertModel(model, folder, { typeRt: 'bgr', calibration, samples: 0 });
    const seconds = (performance.now() - began) / 1000;
    const stages = Object.fromEntries(
      record.timing.stages.map(({ name, seconds: taken }) => [name, Number(taken.toFixed(3))]),
    );
    process.stdout.write(
      JSON.stringify({
        images,
        seconds: Number(seconds.toFixed(2)),
        stages,
        peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function main() {
  const { DATA, HAVE_DATA } = require('@openbpu/river');
  if (!HAVE_DATA || !existsSync(join(DATA, 'models'))) {
    console.log(JSON.stringify({ skipped: `there is no data at ${DATA}` }));
    return;
  }
  const conversions = argument('--images', '100,50')
    .split(',')
    .map((images) => {
      const { stdout, status, stderr } = spawnSync(
        'node',
        [fileURLToPath(import.meta.url), '--once', images, '--calibration', calibration],
        { encoding: 'utf8' },
      );
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout);
    });
  const checker = Array.from({ length: CHECKER_RUNS }, () => {
    const began = performance.now();
    const { prototxt, caffemodel } = {
      prototxt: join(DATA, 'models/mobilenet_v1/mobilenet_v1.prototxt'),
      caffemodel: join(DATA, 'models/mobilenet_v1/mobilenet_v1.caffemodel'),
    };
    spawnSync(
      'node',
      [
        join(root, 'packages/cli/bin/hb_mapper.js'),
        'checker',
        '--model-type',
        'caffe',
        '--march',
        'bayes-e',
        '--proto',
        prototxt,
        '--model',
        caffemodel,
      ],
      { cwd: tmpdir() },
    );
    return (performance.now() - began) / 1000;
  }).sort((a, b) => a - b);
  console.log(
    JSON.stringify(
      {
        model: MODEL,
        calibration,
        cores: availableParallelism(),
        conversions,
        checkerSeconds: Number(checker[Math.floor(CHECKER_RUNS / 2)].toFixed(3)),
      },
      null,
      2,
    ),
  );
}

if (process.argv.includes('--once')) await convertOnce(Number(argument('--once')));
else main();
