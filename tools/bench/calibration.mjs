/**
 * What calibrating and converting mobilenet_v1 costs, beside a yardstick of the same run: U, decoding the 100 pictures
 * and one float inference each in ONNX Runtime. Two threads everywhere; rounds interleave all that is measured, and the
 * least of every figure counts, since other work on the machine only adds.
 *
 *     node tools/bench/calibration.mjs [--rounds 3] [--images 25,50,100] [--default] [--sensitivity] [--against PATH]
 *
 * `--default` times `default` too, `--sensitivity` get-sensitivity-of-nodes of yolox_nano with 10 samples. `--against`
 * measures another built checkout of this project in between, and prints ours over its. JSON: seconds on the clock,
 * seconds of processors, peak MiB of the process, and the line that the seconds of calibration lie on by pictures.
 */
import '../dev/help.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const THREADS = 2;
const MODEL = 'mobilenet_v1';
const script = fileURLToPath(import.meta.url);
const ownRoot = join(dirname(script), '../..');
const argument = (name, otherwise) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise;
const flag = (name) => process.argv.includes(name);
const round = (value) => Number(value.toFixed(3));

/** What is asked of one process: of which checkout, and what. */
const tasks = { unit, conversion, sensitivity, prepare, pictures };

/** Clock, processors and memory of this process while `act` runs. */
async function measured(act) {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const found = await act();
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    ...found,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

const from = (root, owner) => createRequire(join(root, owner, 'package.json'));
const river = (root) => from(root, 'tests/river')('@openbpu/river');
const modelOf = (root, model) => river(root).MODELS.find(({ name }) => name === model);

/** The float model and the samples that others start from, in `folder`. */
async function prepare({ root, folder, model, images, dump }) {
  const { convertModel, writeCalibration } = river(root);
  await writeCalibration(modelOf(root, model), join(folder, 'calibration_f32'), images);
  await convertModel(modelOf(root, model), folder, { typeRt: 'bgr', calibration: 'kl', samples: 0, dump });
  return {};
}

/** Pictures from their files, and each through the float model. */
async function unit({ root, folder, images }) {
  const { samples } = modelOf(root, MODEL);
  const { readImage, fitImage, readLines, encodeTrainingInput } = from(root, 'tests/river')('@openbpu/vision');
  const ort = from(root, 'packages/runtime')('onnxruntime-node');
  const pictures = join(river(root).DATA, 'images', samples.set);
  const files = (await readLines(join(pictures, 'calib.txt'))).slice(0, images).map(({ text }) => join(pictures, text));
  const model = join(folder, `model_output/${MODEL}_original_float_model.onnx`);
  return measured(async () => {
    const session = await ort.InferenceSession.create(model, { intraOpNumThreads: THREADS, interOpNumThreads: 1 });
    const [{ name, shape }] = session.inputMetadata;
    const read = async (file) => {
      const image = await fitImage(await readImage(file), samples.fit);
      return encodeTrainingInput(image, { type: 'bgr', layout: 'NCHW' }).data;
    };
    let next = read(files[0]);
    for (let i = 0; i < files.length; i++) {
      const data = await next;
      next = i + 1 < files.length ? read(files[i + 1]) : undefined;
      await session.run({ [name]: new ort.Tensor('float32', data, shape) });
    }
    return {};
  });
}

/** One conversion as a user makes it, the samples lying in files already. */
async function conversion({ root, images, calibration }) {
  const { convertModel, writeCalibration } = river(root);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const model = modelOf(root, MODEL);
    spawnTask({ task: 'pictures', root, folder, images });
    return await measured(async () => {
      const { record } = await convertModel(model, folder, {
        typeRt: 'bgr',
        calibration,
        samples: 0,
        threads: THREADS,
      });
      const stages = Object.fromEntries(record.timing.stages.map(({ name, seconds }) => [name, seconds]));
      return { calibrate: stages.calibrate, stages, bin: record.artifacts.find(({ kind }) => kind === 'bin').sha256 };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The samples of a conversion, in a process of their own: decoding them is not what is measured. */
async function pictures({ root, folder, images }) {
  await river(root).writeCalibration(modelOf(root, MODEL), join(folder, 'calibration_f32'), images);
  return {};
}

/** get-sensitivity-of-nodes as the program runs it. */
async function sensitivity({ root, folder }) {
  const began = performance.now();
  const { status, stderr, stdout } = spawnSync(
    'node',
    [
      join(root, 'packages/cli/bin/hmct-debugger.js'),
      'get-sensitivity-of-nodes',
      'model_output/yolox_nano_calibrated_model.onnx',
      'model_output/calibration_data',
      '--data-num',
      '10',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr + stdout);
  return { seconds: (performance.now() - began) / 1000 };
}

/** One task in a process of its own, so that its memory and its processors are its own. */
function spawnTask(asked) {
  const { stdout, stderr, status } = spawnSync('node', [script, '--task', JSON.stringify(asked)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1));
}

/** Least squares: seconds = fixed + perPicture · pictures, and the share of the variance that it explains. */
function line(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([each]) => each), mean(([, each]) => each)];
  const slope = mean(([a, b]) => (a - x) * (b - y)) / mean(([a]) => (a - x) ** 2);
  const left = mean(([a, b]) => (b - y - slope * (a - x)) ** 2);
  const all = mean(([, b]) => (b - y) ** 2);
  return { fixed: round(y - slope * x), perPicture: round(slope), explained: round(1 - left / all) };
}

const least = (runs, key) => round(Math.min(...runs.map((run) => run[key])));
const summary = (runs) =>
  Object.fromEntries(
    ['seconds', 'cpuSeconds', 'calibrate', 'peakMiB']
      .filter((key) => key in runs[0])
      .map((key) => [key, least(runs, key)]),
  );

function main() {
  const { DATA, HAVE_DATA } = river(ownRoot);
  if (!HAVE_DATA || !existsSync(join(DATA, 'models'))) {
    console.log(JSON.stringify({ skipped: `there is no data at ${DATA}` }));
    return;
  }
  const rounds = Number(argument('--rounds', '3'));
  const sizes = argument('--images', '25,50,100').split(',').map(Number);
  const most = Math.max(...sizes);
  const against = argument('--against');
  const roots = { ...(against ? { before: against } : {}), ours: ownRoot };
  const wanted = [
    ...sizes.map((images) => ({ key: `kl ${images}`, task: 'conversion', calibration: 'kl', images })),
    ...(flag('--default')
      ? [{ key: `default ${most}`, task: 'conversion', calibration: 'default', images: most }]
      : []),
    ...(flag('--sensitivity') ? [{ key: 'sensitivity', task: 'sensitivity' }] : []),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const folders = { unit: join(folder, 'unit'), sensitivity: join(folder, 'sensitivity') };
    spawnTask({ task: 'prepare', root: ownRoot, folder: folders.unit, model: MODEL, images: 1 });
    if (flag('--sensitivity'))
      spawnTask({
        task: 'prepare',
        root: ownRoot,
        folder: folders.sensitivity,
        model: 'yolox_nano',
        images: 10,
        dump: true,
      });
    const units = [];
    const runs = Object.fromEntries(Object.keys(roots).map((side) => [side, {}]));
    for (let turn = 0; turn < rounds; turn++) {
      units.push(spawnTask({ task: 'unit', root: ownRoot, folder: folders.unit, images: most }));
      for (const asked of wanted)
        for (const [side, root] of Object.entries(roots))
          (runs[side][asked.key] ??= []).push(spawnTask({ ...asked, root, folder: folders.sensitivity }));
    }
    const told = Object.fromEntries(
      Object.entries(runs).map(([side, of]) => {
        const figures = Object.fromEntries(Object.entries(of).map(([key, each]) => [key, summary(each)]));
        const stages = Object.fromEntries(
          Object.keys(of[`kl ${most}`][0].stages).map((stage) => [
            stage,
            round(Math.min(...of[`kl ${most}`].map((run) => run.stages[stage]))),
          ]),
        );
        const fit = (key) =>
          sizes.length > 1 ? line(sizes.map((images) => [images, figures[`kl ${images}`][key]])) : null;
        return [side, { ...figures, stages, fit: { calibrate: fit('calibrate'), cpuSeconds: fit('cpuSeconds') } }];
      }),
    );
    const ratios = against
      ? Object.fromEntries(
          wanted.map(({ key }) => [
            key,
            Object.fromEntries(
              Object.keys(told.ours[key]).map((of) => [of, round(told.ours[key][of] / told.before[key][of])]),
            ),
          ]),
        )
      : undefined;
    const same = against && wanted.every(({ key }) => runs.ours[key][0].bin === runs.before[key][0].bin);
    console.log(
      JSON.stringify(
        { model: MODEL, threads: THREADS, rounds, U: summary(units), ...told, ratios, sameBin: same },
        null,
        1,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (flag('--task')) {
  const { task, ...asked } = JSON.parse(argument('--task'));
  console.log(`\n${JSON.stringify(await tasks[task](asked))}`);
} else main();
