import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type NodeProto,
  buildGraph,
  buildModel,
  buildNode,
  buildValue,
  dataTypeOf,
  encodeModel,
  intAttribute,
  intsAttribute,
  writeTensor,
} from '@openbpu/onnx';
import { type DType, decodeNpy, encodeNpy, float32, makeTensor, toNumbers } from '@openbpu/tensor';
import { runProgram } from './run-program.fixture';

/** Y, U and V alike, so that nv12 and yuv444 are the same picture. */
const ONE_COLOUR = 150;

/** The indented blocks of the guide, without their indentation, in order. */
const BLOCKS = readFileSync(resolve(__dirname, '../../../docs/guide/recipe-by-example.md'), 'utf8')
  .split(/\n(?! {4}|\n)/)
  .flatMap((part) => part.match(/(?:\n {4}[^\n]*|\n)+/g) ?? [])
  .map((block) => block.replaceAll('\n    ', '\n').trim())
  .filter((block) => block !== '');
const blockWith = (word: string) => BLOCKS.find((block) => block.includes(word)) ?? fail(`no example has ${word}`);

function fail(why: string): never {
  throw new Error(why);
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'guide-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A recipe of the keys of an example, in the groups that they belong to, and what every recipe must have. */
function recipe(example: string, more: Readonly<Record<string, string>> = {}): string {
  const lines = example.split('\n').filter((line) => /^ *\w+: \S/.test(line));
  const has = (key: string) => lines.some((line) => line.trim().startsWith(`${key}:`));
  const own = Object.entries(more).flatMap(([key, value]) => (has(key) ? [] : [`${key}: '${value}'`]));
  const group = (of: RegExp) =>
    [...lines, ...own].filter((line) => of.test(line.trim())).map((line) => `  ${line.trim()}`);
  return [
    'model_parameters:',
    "  onnx_model: 'net.onnx'",
    "  march: 'bayes-e'",
    "  output_model_file_prefix: 'm'",
    "  working_dir: '.'",
    ...group(/^debug_mode/),
    'input_parameters:',
    ...group(/^(input|norm)_/),
    'calibration_parameters:',
    "  calibration_type: 'max'",
    ...group(/^cal_/),
    'compiler_parameters:',
    "  compile_mode: 'latency'",
    "  optimize_level: 'O0'",
  ].join('\n');
}

/** A convolution of `input`; `nodes` stand before it and give `h`. */
function net(inputs: readonly [string, DType, readonly number[]][], nodes: readonly NodeProto[]): Uint8Array {
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [{ domain: '', version: 13 }],
      graph: buildGraph({
        name: 'net',
        node: [...nodes, buildNode({ name: 'conv', opType: 'Conv', input: ['h', 'w'], output: ['y'] })],
        initializer: [writeTensor('w', float32([2, 3, 1, 1], [0.5, -0.25, 0.125, 0.25, 0.5, -0.5]))],
        input: inputs.map(([name, dtype, shape]) => buildValue(name, dataTypeOf(dtype), [...shape])),
        output: [buildValue('y', dataTypeOf('float32'), undefined)],
      }),
    }),
  );
}

const node = (opType: string, input: string[], output: string, ...attribute: NodeProto['attribute']) =>
  buildNode({ name: output, opType, input, output: [output], attribute });

const file = (name: string, bytes: Uint8Array | string) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), bytes);
};

async function convert(text: string): Promise<string> {
  file('r.yaml', text);
  const { code, stdout, stderr } = await runProgram(folder, ['makertbin', '-c', 'r.yaml', '--model-type', 'onnx']);
  expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
  return stdout + stderr;
}

it('the recipe and the commands behind it', async () => {
  const keys = blockWith('input_parameters:');
  const shape = (keys.match(/input_shape: '([\dx]+)'/)?.[1] ?? fail('no input_shape')).split('x').map(Number);
  file(
    'net.onnx',
    net([['data', 'float32', shape]], [node('Transpose', ['data'], 'h', intsAttribute('perm', [0, 3, 1, 2]))]),
  );
  file(
    'samples/0.rgb',
    new Uint8Array(shape.reduce((a, b) => a * b, 1)).map((_, i) => (i * 37) & 255),
  );
  await convert(recipe(keys, { cal_data_dir: 'samples', cal_data_type: 'uint8' }));
  const commands = blockWith('hb_mapper infer').split('\n');
  expect(commands.length).toBeGreaterThan(1);
  const answers: number[] = [];
  for (const command of commands) {
    const [line, comment] = command.split('#');
    const { given, dtype, dims } =
      /--input data=(?<given>\S+).*# (?<dtype>\w+) \[(?<dims>[\d, ]+)\]/.exec(command)?.groups ?? fail(command);
    const fed = dims.split(',').map(Number);
    const size = fed.reduce((a, b) => a * b, 1);
    file(
      given,
      encodeNpy(
        dtype === 'uint8'
          ? makeTensor('uint8', fed, new Uint8Array(size).fill(ONE_COLOUR))
          : float32(fed, new Float32Array(size).fill(ONE_COLOUR - 128)),
      ),
    );
    const argv = [...line.trim().split(/\s+/).slice(1), '--save', 'saved'];
    const { code, stdout, stderr } = await runProgram(folder, argv);
    expect([line, code, code === 0 ? '' : stderr]).toEqual([line, 0, '']);
    expect(/PIP009 note/.test(stdout + stderr)).toBe(comment.includes('a note'));
    answers.push(Number(decodeNpy(readFileSync(join(folder, 'saved/y.npy'))).data[0]));
  }
  const [bin, ...others] = answers;
  for (const other of others) expect(Math.abs(other / bin - 1)).toBeLessThan(0.02);
});

it('the line that writes a sample', async () => {
  const [comment, line] = blockWith('.tofile(').split('\n');
  const { perm, dtype, name } =
    /\.transpose\((?<perm>[\d, ]+)\)\.astype\(numpy\.(?<dtype>\w+)\)\.tofile\('(?<name>[^']+)'\)/.exec(line)?.groups ??
    fail(line);
  const { layout, asked } =
    /trained on rgb in (?<layout>\w+), cal_data_type: '(?<asked>\w+)'/.exec(comment)?.groups ?? fail(comment);
  const sizes = [4, 6, 3];
  const axes = perm.split(',').map(Number);
  const at = (place: readonly number[]) => (place[0] * 6 + place[1]) * 3 + place[2];
  const turned: number[] = [];
  for (let i = 0; i < sizes[axes[0]]; i++)
    for (let j = 0; j < sizes[axes[1]]; j++)
      for (let k = 0; k < sizes[axes[2]]; k++) turned.push(at([0, 1, 2].map((axis) => [i, j, k][axes.indexOf(axis)])));
  expect([dtype, layout]).toEqual(['float32', 'NCHW']);
  file(name, new Uint8Array(Float32Array.from(turned).buffer));
  file('net.onnx', net([['x', 'float32', [1, 3, 4, 6]]], [node('Identity', ['x'], 'h')]));
  const keys = { cal_data_dir: join(name, '..'), cal_data_type: asked, debug_mode: 'dump_calibration_data' };
  const input = {
    input_type_train: 'rgb',
    input_type_rt: 'rgb',
    input_layout_train: layout,
    norm_type: 'no_preprocess',
  };
  await convert(recipe('', { ...keys, ...input }));
  const [dumped] = readdirSync(join(folder, 'calibration_data/x'));
  const values = toNumbers(decodeNpy(readFileSync(join(folder, 'calibration_data/x', dumped))));
  expect(values.slice(0, 3).map((value) => value + 128)).toEqual([0, 3, 6]);
});

it('the keys of inputs that are not float32', async () => {
  const nodes = [node('Cast', ['id'], 'f', intAttribute('to', dataTypeOf('float32'))), node('Mul', ['x', 'f'], 'h')];
  const inputs: [string, DType, readonly number[]][] = [
    ['x', 'float32', [1, 3, 4, 4]],
    ['id', 'int64', [1, 3, 1, 1]],
  ];
  file('net.onnx', net(inputs, nodes));
  file('samples_x/0.bin', new Uint8Array(Float32Array.from({ length: 48 }, (_, i) => Math.sin(i)).buffer));
  file('samples_id/0.bin', new Uint8Array(BigInt64Array.of(1n, 2n, 3n).buffer));
  const said = await convert(recipe(blockWith("input_name: 'x;id'")));
  expect(said).toMatch(/note .*"id".*int64/);
  expect(existsSync(join(folder, 'm.bin'))).toBe(true);
});
