import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../testing';
import { parsed } from './commands.fixture';

it.each([
  'makertbin -c r.yaml --model-type onnx',
  'makertbin --config r.yaml --model_type onnx',
  'makertbin --config=r.yaml --model_type=onnx',
  'makertbin --model-type onnx --config r.yaml',
])('reads "%s"', (line) => {
  expect(parsed(line)).toEqual({ config: 'r.yaml', modelType: 'onnx', fastPerf: false, noCache: false, json: false });
});

it('takes how far the search goes', () =>
  expect(parsed('makertbin -c r --model-type onnx --effort 2')).toMatchObject({ effort: '2' }));

it('takes the number of threads', () =>
  expect(parsed('makertbin -c r --model-type caffe --threads 1 --json')).toMatchObject({ threads: '1', json: true }));

it.each(['makertbin -c r --model-type onnx', 'checker --march m --model-type onnx --model m.onnx'])(
  '"%s" takes a larger budget',
  (line) => expect(parsed(`${line} --budget 3`)).toMatchObject({ budget: '3' }),
);

it('reads a command line without a recipe', () => {
  const line =
    'makertbin --fast-perf --model m.caffemodel --proto p.prototxt --model-type caffe --march bernoulli2 ' +
    '--input-shape data 1x3x8x8 --output-node a --output-node b --save-recipe r.yaml';
  expect(parsed(line)).toEqual({
    fastPerf: true,
    model: 'm.caffemodel',
    proto: 'p.prototxt',
    modelType: 'caffe',
    march: 'bernoulli2',
    inputShapes: [['data', '1x3x8x8']],
    outputNodes: ['a', 'b'],
    saveRecipe: 'r.yaml',
    noCache: false,
    json: false,
  });
});

describe('in one of two ways', () => {
  let folder: string;
  const before = process.cwd();
  beforeAll(() => process.chdir((folder = mkdtempSync(join(tmpdir(), 'modes-')))));
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['--model-type onnx', 'CLI024', 'needs --config with a recipe, or --fast-perf with --model and --march'],
    ['--model-type onnx --march bayes-e', 'CLI024', 'or --fast-perf'],
    ['-c r.yaml --model-type tflite', 'CLI001', 'tflite'],
    ['-c r.yaml --model-type onnx --fast-perf --model m --march bayes-e', 'CLI031', 'keep one of the two'],
    ['-c r.yaml --model-type onnx --model m', 'CLI032', 'name the model in the recipe: onnx_model, or caffe_model'],
    ['-c r.yaml --model-type onnx --proto m', 'CLI032', 'name the file in the recipe: prototxt'],
    ['-c r.yaml --model-type onnx --march m', 'CLI032', 'name the march in the recipe: march'],
    ['-c r.yaml --model-type onnx --input-shape a 1', 'CLI032', 'write it in the recipe: input_shape'],
    ['-c r.yaml --model-type onnx --output-node a', 'CLI032', 'name the node in the recipe: output_nodes'],
    ['-c r.yaml --model-type onnx --save-recipe a', 'CLI032', 'there is a recipe already'],
    ['--fast-perf --model-type onnx', 'CLI022', 'makertbin --fast-perf needs --model and --march'],
    ['--fast-perf --model-type onnx --model m', 'CLI022', 'makertbin --fast-perf needs --march'],
    ['--fast-perf --model-type onnx --march m', 'CLI022', 'makertbin --fast-perf needs --model\n'],
    ['--fast-perf --model-type onnx --march bayes-e --model x', 'GRD001', 'model "x" does not exist'],
    ['--fast-perf --model-type caffe --march m --model x', 'CLI002', '--proto'],
    ['-c r.yaml --model-type onnx --effort 4', 'CLI098', '--effort is 0, 1, 2 or 3, not "4"'],
    ['-c r.yaml --model-type onnx', 'GRD001', 'r.yaml'],
  ])('"%s" is refused with %s', async (line, code, words) => {
    const { code: exit, stderr } = await runProgram(['makertbin', ...line.split(' ')]);
    expect(exit).toBe(1);
    expect(stderr).toContain(` ${code} `);
    expect(stderr).toContain(words);
  });
});
