import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expectRefusal, inWorkshop } from './expect-refusal.fixture';
import type { ProgramRun } from '@openbpu/cli/testing';

const { shop } = inWorkshop();
const PROGRAM = join(dirname(require.resolve('@openbpu/cli/package.json')), 'bin/hb_mapper.js');

/** Runs the built program as a user would, in the workshop. */
function run(argv: readonly string[], node: readonly string[] = []): Promise<ProgramRun> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...node, PROGRAM, ...argv], { cwd: shop().folder }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

it('converts, and ends with 0', async () => {
  await shop().recipe();
  expect(await run(['makertbin', '-c', 'recipe.yaml', '--model-type', 'onnx'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('End Model Convert'),
  });
});

it('refuses, and ends with 1', async () => {
  await shop().put('model.onnx', 'garbage');
  await shop().recipe();
  expectRefusal(await run(['makertbin', '--config=recipe.yaml', '--model_type', 'onnx']));
  expectRefusal(await run(['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', 'model.onnx']));
  expect(await shop().written()).toEqual([]);
});

it('fails in a worker as it does in the main thread', async () => {
  await shop().put('samples/1.rgb', new Uint8Array(3));
  await shop().recipe();
  expectRefusal(await run(['makertbin', '-c', 'recipe.yaml', '--model-type', 'onnx', '--threads', '2']));
  expect(await shop().written()).toEqual([]);
});

/**
 * Holds the process for ever at the file whose name ends so, having said HELD: whoever ends it cannot come too late.
 */
const hold = (suffix: string) => `const files = require('node:fs/promises');
const { writeFile } = files;
files.writeFile = function (path, ...rest) {
  if (!String(path).endsWith(${JSON.stringify(suffix)})) return writeFile.call(this, path, ...rest);
  setInterval(() => {}, 1000);
  process.stderr.write('HELD\\n');
  return new Promise(() => {});
};
`;

describe('a process that is told to end', () => {
  it.each([
    ['SIGINT', '_optimized_float_model.onnx'],
    ['SIGINT', '.bin'],
    ['SIGTERM', '.bin'],
  ] as const)('by %s at %s leaves nothing half-written, says so, and ends by that signal', async (signal, suffix) => {
    await shop().recipe({ calibration_type: "'default'" });
    writeFileSync(shop().path('hold.cjs'), hold(suffix));
    const child = spawn(
      process.execPath,
      [
        '--require',
        shop().path('hold.cjs'),
        PROGRAM,
        'makertbin',
        '-c',
        'recipe.yaml',
        '--model-type',
        'onnx',
        '--json',
      ],
      { cwd: shop().folder },
    );
    let [said, document] = ['', ''];
    child.stdout.on('data', (chunk) => (document += String(chunk)));
    const ended = new Promise((resolve) => child.on('close', (code, by) => resolve([code, by])));
    const held = new Promise<void>((resolve) =>
      child.stderr.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('HELD')) resolve();
      }),
    );
    await Promise.race([held, ended]);
    expect(await shop().written()).toContainEqual(expect.stringContaining('_original_float_model.onnx'));
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(existsSync(shop().path('out'))).toBe(false);
    expect(said).toMatch(new RegExp(`CLI026 error {3}makertbin was stopped by ${signal}\n {2}hint: `));
    expect(JSON.parse(document)).toMatchObject({ error: [{ code: 'CLI026' }] });
  });
});

it('does not mind a reader that goes away', async () => {
  const child = spawn(
    process.execPath,
    [PROGRAM, 'checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', 'model.onnx'],
    { cwd: shop().folder },
  );
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  expect(said).toBe('');
});

/** Prints, when the process ends, what was loaded of the libraries that take long to load. */
const SPY = `const Module = require('node:module');
const seen = new Set();
const load = Module._load;
Module._load = function (request, ...rest) {
  if (/^(onnxruntime|sharp|echarts|@viz-js)/.test(request)) seen.add(request);
  return load.call(this, request, ...rest);
};
process.on('exit', () => process.stderr.write('LOADED ' + JSON.stringify([...seen]) + '\\n'));
`;

describe('what is loaded', () => {
  const loaded = ({ stderr }: ProgramRun) => JSON.parse(/^LOADED (.*)$/m.exec(stderr)![1]) as string[];

  it('checker needs neither ONNX Runtime nor sharp', async () => {
    const spy = shop().path('spy.cjs');
    writeFileSync(spy, SPY);
    const checked = await run(
      ['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', 'model.onnx'],
      ['--require', spy],
    );
    expect(checked.code).toBe(0);
    expect(loaded(checked)).toEqual([]);
    const caffe = await run(
      [
        'checker',
        '--model-type',
        'caffe',
        '--march',
        'bernoulli2',
        '--proto',
        'net.prototxt',
        '--model',
        'net.caffemodel',
      ],
      ['--require', spy],
    );
    expect(caffe.code).toBe(0);
    expect(loaded(caffe)).toEqual([]);
  });

  it('and the spy sees sharp where a picture is read', async () => {
    const spy = shop().path('spy.cjs');
    writeFileSync(spy, SPY);
    await shop().put('a.png', 'no picture');
    await shop().recipe();
    await run(['makertbin', '-c', 'recipe.yaml', '--model-type', 'onnx']);
    const result = await run(['infer', '--model', 'out/net.bin', '--image', 'a.png'], ['--require', spy]);
    expect(loaded(result)).toContain('sharp');
  });
});
