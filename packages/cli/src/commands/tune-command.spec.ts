import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../testing';
import { parsed } from './commands.fixture';

it.each(['tune -c r.yaml --model-type onnx', 'tune --config=r.yaml --model_type onnx'])('reads "%s"', (line) =>
  expect(parsed(line)).toEqual({ config: 'r.yaml', modelType: 'onnx', noCache: false, json: false }),
);

it('reads what is to be reached, with - or _', () => {
  const line =
    'tune -c r --model-type caffe --target-cosine 0.999 --max_ms 4.5 --max-drop .5 --labels val.txt --samples 32 ' +
    '--save-dir t --threads 1 --skip-pass p --no-cache --json';
  expect(parsed(line)).toEqual({
    config: 'r',
    modelType: 'caffe',
    targetCosine: '0.999',
    maxMs: '4.5',
    maxDrop: '.5',
    labels: 'val.txt',
    samples: '32',
    saveDir: 't',
    threads: '1',
    skipPasses: ['p'],
    noCache: true,
    json: true,
  });
});

describe('refuses', () => {
  let folder: string;
  const before = process.cwd();
  beforeAll(() => process.chdir((folder = mkdtempSync(join(tmpdir(), 'tune-')))));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['tune --model-type onnx', 'CLI022'],
    ['tune -c r.yaml --model-type tflite', 'CLI001'],
    ['tune -c r.yaml --model-type onnx --max-ms fast', 'CLI097'],
    ['tune -c r.yaml --model-type onnx --target-cosine 1e-3', 'CLI097'],
    ['tune -c r.yaml --model-type onnx --samples 0', 'CLI006'],
    ['tune -c r.yaml --model-type onnx --target-cosine 2', 'PIP203'],
    ['tune -c r.yaml --model-type onnx', 'GRD'],
  ])('%s with %s', async (line, code) => {
    const { code: exit, stderr } = await runProgram(line.split(' '));
    expect(exit).toBe(1);
    expect(stderr).toContain(code);
  });
});
