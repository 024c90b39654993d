/**
 * Start-up: the wall time of `hb_mapper --help`, of a mistake on the command line, and of `checker` of a model, each as a
 * multiple of `node -e 0` in the same run. Rounds go through all of them in turn; medians are compared.
 *
 *     node tools/bench/start-up.mjs [rounds] [model.onnx]
 *
 * The model is mobilenet_v1 of the test data where it is not named. Exit code 1 where a limit is passed.
 */
import '../dev/help.mjs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(root, 'packages/cli/bin/hb_mapper.js');
const data = process.env.OPENBPU_DATA ?? join(root, '../shared/data');
const rounds = Number(process.argv[2] ?? 11);
const caffe = join(data, 'models/mobilenet_v1');

/** The arguments that name the model: one that is given, or the Caffe network of the test data. */
function modelArguments() {
  const given = process.argv[3];
  if (given !== undefined) return ['--model-type', 'onnx', '--model', resolve(given)];
  const files = ['--proto', join(caffe, 'mobilenet_v1.prototxt'), '--model', join(caffe, 'mobilenet_v1.caffemodel')];
  return existsSync(files[1]) ? ['--model-type', 'caffe', ...files] : undefined;
}

const model = modelArguments();
const CASES = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'hb_mapper --help', args: [program, '--help'], limit: 2.5 },
  { name: 'hb_mapper checker --frobnicate', args: [program, 'checker', '--frobnicate'], limit: 2.5 },
  ...(model
    ? [{ name: 'hb_mapper checker', args: [program, 'checker', '--march', 'bayes-e', ...model], limit: 6 }]
    : []),
];

const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
const times = CASES.map(() => []);
for (let round = 0; round < rounds; round++) {
  CASES.forEach(({ args }, i) => {
    const began = performance.now();
    spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
    times[i].push(performance.now() - began);
  });
}
rmSync(folder, { recursive: true });

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const base = median(times[0]);
let passed = true;
CASES.forEach(({ name, limit }, i) => {
  const wall = median(times[i]);
  const ratio = wall / base;
  if (limit !== undefined && ratio > limit) passed = false;
  const of = limit === undefined ? '' : `  ${ratio.toFixed(2)} x of at most ${limit} x`;
  console.log(`${name.padEnd(32)} ${wall.toFixed(0).padStart(6)} ms${of}`);
});
if (!model) console.log('checker: no mobilenet_v1 in the test data (OPENBPU_DATA), left out');
process.exitCode = passed ? 0 : 1;
