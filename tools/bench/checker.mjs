/**
 * `hb_mapper checker` on every ONNX and Caffe model of the test data: its wall time as a multiple of `node -e 0` in the
 * same run (medians of rounds that go through all in turn), and that of `--price` in seconds. Models that are refused
 * are left out.
 *
 *     node tools/bench/checker.mjs [rounds] [march]
 *
 * Exit code 1 where a limit is passed: 8 x `node -e 0`, and 6 s with `--price`.
 */
import '../dev/help.mjs';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(root, 'packages/cli/bin/hb_mapper.js');
const models = join(process.env.OPENBPU_DATA ?? join(root, '../shared/data'), 'models');
const rounds = Number(process.argv[2] ?? 5);
const march = process.argv[3] ?? 'bayes-e';
const [MOST, SECONDS] = [8, 6];

const filesIn = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

/** The arguments that name a model: an .onnx file, or a .caffemodel with the prototxt beside it. */
function argumentsOf(file) {
  if (file.endsWith('.onnx')) return ['--model-type', 'onnx', '--model', file];
  if (!file.endsWith('.caffemodel')) return undefined;
  const prototxts = readdirSync(dirname(file)).filter((name) => name.endsWith('.prototxt'));
  const own = basename(file).replace('.caffemodel', '.prototxt');
  const proto = join(dirname(file), prototxts.includes(own) ? own : prototxts[0]);
  return ['--model-type', 'caffe', '--model', file, '--proto', proto];
}

const folder = mkdtempSync(join(tmpdir(), 'checker-'));
function timed(args) {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  return { status, wall: performance.now() - began };
}
const check = (args, ...more) => [program, 'checker', '--march', march, ...args, ...more];
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const cases = filesIn(models)
  .sort()
  .flatMap((file) => {
    const args = argumentsOf(file);
    return args && timed(check(args)).status === 0 ? [{ name: relative(models, file), args, walls: [] }] : [];
  });
const idle = [];
for (let round = 0; round < rounds; round++)
  for (const { args, walls } of cases) {
    idle.push(timed(['-e', '0']).wall);
    walls.push(timed(check(args)).wall);
  }
const base = median(idle);
console.log(`node -e 0: ${base.toFixed(0)} ms`);
for (const { name, args, walls } of cases) {
  const wall = median(walls);
  const price = timed(check(args, '--price')).wall / 1000;
  const passed = wall / base > MOST || price > SECONDS;
  if (passed) process.exitCode = 1;
  console.log(
    `${name.padEnd(44)} ${wall.toFixed(0).padStart(5)} ms ${(wall / base).toFixed(2).padStart(6)} x of at most ${MOST} x; ` +
      `--price ${price.toFixed(2).padStart(5)} s of at most ${SECONDS} s${passed ? '  passed' : ''}`,
  );
}
rmSync(folder, { recursive: true });
