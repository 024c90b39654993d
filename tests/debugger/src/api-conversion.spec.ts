import { existsSync, readFileSync } from 'node:fs';
import { DiagnosticError, check, convert, convertFast } from '@openbpu/api';
import { runProgram } from '@openbpu/cli/testing';
import { Desk } from './desk';

const PATIENCE = 120_000;
const WITH_PRICE = { config: 'recipe.yaml', model_type: 'onnx', price: true } as const;
const MODEL = { model: 'guide.onnx', march: 'bayes-e' };

let desk: Desk;
const home = process.cwd();
beforeAll(async () => {
  desk = await Desk.open();
  process.chdir(desk.folder);
}, PATIENCE);
afterAll(() => {
  process.chdir(home);
  desk.close();
});

/** The codes and messages of what a call is refused with. */
async function refused(call: Promise<unknown>): Promise<readonly string[]> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

it(
  'converts as the command does: the same .bin, its record, its tables, nothing printed',
  async () => {
    const before = readFileSync('out/guide.bin');
    const [lines, stages, told]: [string[], Set<string>, string[]] = [[], new Set(), []];
    const write = jest.spyOn(process.stdout, 'write');
    const { record, workingDir } = await convert({
      config: 'recipe.yaml',
      model_type: 'onnx',
      cache: false,
      threads: 1,
      on_log: (text) => lines.push(text),
      on_progress: (stage) => stages.add(stage),
      on_diagnostic: ({ code }) => told.push(code),
    });
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
    expect(workingDir).toBe(desk.at('out'));
    expect(readFileSync('out/guide.bin').equals(before)).toBe(true);
    expect(record).toMatchObject({ prefix: 'guide', march: 'bayes-e' });
    expect(lines).toContain('Convert to runtime bin file successfully!');
    expect(stages.size).toBeGreaterThan(0);
    expect(told).toEqual(record.diagnostics.map(({ code }) => code));
  },
  PATIENCE,
);

it(
  'takes an effort, with a word where nothing is searched',
  async () => {
    const told: string[] = [];
    const on_diagnostic = ({ code }: { readonly code: string }) => void told.push(code);
    await convert({ config: 'recipe.yaml', model_type: 'onnx', cache: false, effort: 2, on_diagnostic });
    expect(told).toContain('PIP110');
    const wrong: unknown = 4;
    const call = Object.assign({ config: 'recipe.yaml', model_type: 'onnx' } as const, { effort: wrong as 2 });
    expect(await refused(convert(call))).toEqual(['API003 convert takes 0, 1, 2 or 3 as effort']);
  },
  PATIENCE,
);

it(
  'leaves a pass out, in camelCase',
  async () => {
    const passes = async (skipPass?: string) =>
      (await convert({ config: 'recipe.yaml', modelType: 'onnx', cache: false, skipPass })).record.passes;
    const all = (await passes()).map(({ name }) => name);
    expect(all).toContain('fold-activation');
    expect((await passes('fold-activation')).map(({ name }) => name)).not.toContain('fold-activation');
  },
  PATIENCE,
);

it(
  'writes nothing once it is told to stop',
  async () => {
    desk.put('again.yaml', desk.read('recipe.yaml').replace("'out'", "'stopped'").replace(': out', ': stopped'));
    const abort = new AbortController();
    const call = convert({
      config: 'again.yaml',
      model_type: 'onnx',
      signal: abort.signal,
      on_progress: () => abort.abort(),
    });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(desk.list('stopped').filter((name) => !name.startsWith('.'))).toEqual([]);
  },
  PATIENCE,
);

it(
  'converts without a recipe, and leaves the one that it assumes',
  async () => {
    const { record } = await convertFast({ ...MODEL, save_recipe: 'assumed.yaml', output_node: null });
    expect(record).toMatchObject({ march: 'bayes-e', calibration: { noise: true } });
    expect(desk.read('assumed.yaml')).toContain("march: 'bayes-e'");
    expect(existsSync('model_output')).toBe(true);
  },
  PATIENCE,
);

it(
  'checks as the command does, and prices and mends where that is asked',
  async () => {
    const line = 'checker --model-type onnx --march bayes-e --model guide.onnx --json';
    const { stdout } = await runProgram(line.split(' '));
    const { nodes, check: summary } = JSON.parse(stdout) as Awaited<ReturnType<typeof check>>;
    const lines: string[] = [];
    const record = await check({ ...MODEL, on_log: (text) => lines.push(text) });
    expect(JSON.parse(JSON.stringify([record.nodes, record.check]))).toEqual([nodes, summary]);
    expect(record.performance).toBeUndefined();
    expect(lines[0]).toBe('The converted model node information:');
    const priced = await check({ ...MODEL, price: true, fix: 'fixed.onnx' });
    expect(priced.performance?.latencyUs).toBeGreaterThan(0);
    expect(existsSync('fixed.onnx')).toBe(true);
  },
  PATIENCE,
);

it(
  'cuts a model, ends it elsewhere, and takes shapes by the names of inputs',
  async () => {
    const whole = await check(MODEL);
    const inner = whole.nodes[1].node;
    const ended = await check({ ...MODEL, outputNode: inner, inputShape: {} });
    expect(ended.nodes.length).toBeLessThan(whole.nodes.length);
    const cut = await check({ ...MODEL, cut: ['Gemm_19'] });
    expect(cut.nodes.length).toBeLessThan(whole.nodes.length);
    const [told] = await refused(check({ ...MODEL, input_shape: { nowhere: [1, 3, 8, 8] } }));
    expect(told).toContain('nowhere');
  },
  PATIENCE,
);

it.each([
  ['a recipe that is none', () => convert({ config: '', model_type: 'onnx' }), 'API003 convert takes a text as config'],
  [
    'a type that is none',
    () => check({ ...MODEL, ...JSON.parse('{ "model_type": "tflite" }') }),
    'API003 check takes "onnx" or "caffe" as model_type',
  ],
  [
    'Caffe without its prototxt',
    () => check({ ...MODEL, model_type: 'caffe' }),
    'API003 check takes the prototxt of a Caffe model as proto',
  ],
  [
    'ONNX with one',
    () => check({ ...MODEL, model_type: 'onnx', proto: 'deploy.prototxt' }),
    'API003 check takes nothing for an ONNX model as proto',
  ],
  [
    'a shape that is none',
    () => convertFast({ ...MODEL, input_shape: { x: [0] } }),
    'API003 convert_fast takes shapes by the names of inputs, e.g. { data: [1, 3, 224, 224] } as input_shape',
  ],
  ['an option of another function', () => convert(WITH_PRICE), 'API001 convert has no option "price"'],
])('refuses %s', async (_, call, message) => expect(await refused(call())).toEqual([message]));

it('takes a model with a prototxt for one of Caffe', async () => {
  const [told] = await refused(check({ march: 'bernoulli2', model: 'net.caffemodel', proto: 'net.prototxt' }));
  expect(told).toContain('net.prototxt');
});
