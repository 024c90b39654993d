import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildGraph, buildModel, buildNode, buildValue, dataTypeOf, encodeModel, writeTensor } from '@openbpu/onnx';
import { float32, int64 } from '@openbpu/tensor';
import { bmp } from '@openbpu/testkit';
import { runProgram } from './run-program.fixture';

const PAGE = readFileSync(resolve(__dirname, '../../../docs/guide/convert-your-own-model.md'), 'utf8');
/** The files of the page, in order. */
const [STEPS, RECIPE, CHANGES] = [...PAGE.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text);
/** The command lines of the page, in order. */
const COMMANDS = [...PAGE.matchAll(/^ {4}((?:hb_mapper|data_preprocess) .*)$/gm)].map(([, line]) => line);

/** Three classes by which of R, G, B is strongest: `(x - mean) / std`, smoothed by a convolution, averaged. */
function model(): Uint8Array {
  const weights = float32(
    [3, 3, 3, 3],
    Array.from({ length: 81 }, (_, i) => (Math.floor(i / 27) === Math.floor((i % 27) / 9) ? 1 / 9 : -1 / 60)),
  );
  const shape = [1, 3, 32, 32];
  return encodeModel(
    buildModel({
      irVersion: 8,
      opsetImport: [{ domain: '', version: 13 }],
      graph: buildGraph({
        name: 'colours',
        node: [
          buildNode({ name: 'conv', opType: 'Conv', input: ['x', 'w'], output: ['c'] }),
          buildNode({ name: 'pool', opType: 'GlobalAveragePool', input: ['c'], output: ['p'] }),
          buildNode({ name: 'flat', opType: 'Reshape', input: ['p', 's'], output: ['y'] }),
        ],
        initializer: [writeTensor('w', weights), writeTensor('s', int64([2], [1, 3]))],
        input: [buildValue('x', dataTypeOf('float32'), shape)],
        output: [buildValue('y', dataTypeOf('float32'), [1, 3])],
      }),
    }),
  );
}

/** A picture in which one colour is strongest, of a size and pattern that the seed gives. */
function picture(seed: number): Uint8Array {
  return bmp(50 + (seed % 7), 41 + (seed % 5), (x, y) => {
    const noise = (x * 31 + y * 17 + seed * 13) % 90;
    return [0, 1, 2].map((colour) => noise + (colour === seed % 3 ? 150 : 20 + ((x * seed) % 40))) as [
      number,
      number,
      number,
    ];
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-model-'));
  const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
  for (const name of ['pictures', 'val']) mkdirSync(join(folder, name));
  // BMP, whatever the names: a picture is known by its content.
  for (let i = 0; i < 30; i++) put(`pictures/${i}.jpg`, picture(i));
  for (let i = 0; i < 24; i++) put(`val/${i}.jpg`, picture(1000 + i));
  put('val.txt', Array.from({ length: 24 }, (_, i) => `${i}.jpg ${(1000 + i) % 3}\n`).join(''));
  put('model.onnx', model());
  put('preprocess.yaml', STEPS);
  put('recipe.yaml', RECIPE);
  const [data, ...group] = CHANGES.split('\n');
  const replaced = RECIPE.replace(/^ {2}cal_data_dir: .*\n {2}cal_data_type: .*$/m, data);
  put('pictures.yaml', replaced + group.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As a shell would: in the folder, quotes aside. */
function typed(line: string) {
  const words = line.split(' ');
  return runProgram(folder, words[0] === 'hb_mapper' ? words.slice(1) : words);
}

it('shows every step', () => {
  expect(COMMANDS.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'hb_mapper checker',
    'data_preprocess --src_dir',
    'hb_mapper makertbin',
    'hb_mapper makertbin',
    'hb_mapper infer',
    'hb_mapper evaluate',
  ]);
});

it('gets from a folder of pictures and a model to its accuracy, as typed', async () => {
  const said: string[] = [];
  for (const line of COMMANDS.slice(0, 3).concat(COMMANDS.slice(4))) {
    const { code, stdout, stderr } = await typed(line);
    expect({ line, code, stderr }).toMatchObject({ code: 0 });
    said.push(stdout);
  }
  const [, samples, , classes, shares] = said;
  expect(samples.match(/^write:\.\/calibration_data_rgb_f32\/\d+\.rgb$/gm)).toHaveLength(30);
  const promise = /`(float32 1x3x32x32 NCHW, rgb, 0 to 255)`/.exec(PAGE)?.[1];
  expect(promise).toBeDefined();
  expect(samples).toContain(promise);
  expect(readdirSync(join(folder, 'calibration_data_rgb_f32'))).toHaveLength(30);
  expect(existsSync(join(folder, 'model_output/mine_report.html'))).toBe(true);
  expect(classes).toMatch(/INFO .*\b1\b/);
  expect(shares).toMatch(/top-1 100\.00 % \(24 of 24;.*\n.*\n.*against: top-1 100\.00 %/);
}, 120_000);

it('gets there without samples in between, to the same .bin but for what it carries', async () => {
  const { code, stderr } = await typed(COMMANDS[3]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const [infer, evaluate] = COMMANDS.slice(4).map((line) => line.replace(/ --short-side 36 --crop 32/, ''));
  expect((await typed(infer)).code).toBe(0);
  expect((await typed(evaluate)).stdout).toMatch(/top-1 100\.00 % \(24 of 24;/);
}, 120_000);
