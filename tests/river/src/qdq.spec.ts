import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Graph, seededRandom } from '@openbpu/ir';
import { encodeModel, importOnnxStage } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { makertbin } from '@openbpu/pipeline';
import { Lane, OnnxExecutor } from '@openbpu/runtime';
import { type Tensor, bytesOf, float32 } from '@openbpu/tensor';
import { type QdqModel, type Style, qdqModel } from './qdq-model.fixture';
import { recipeText } from './recipe-text';
import { compareThree, extremeFeeds } from './three-executors';

const SHAPE = [1, 3, 12, 12];
let folder: string;
let lane: Lane;
beforeAll(async () => {
  lane = new Lane();
  folder = await mkdtemp(join(tmpdir(), 'qdq-'));
  await mkdir(join(folder, 'samples_f32'));
  for (let i = 0; i < 2; i++) await writeFile(join(folder, 'samples_f32', `${i}.bin`), bytesOf(noise(i).data));
});
afterAll(async () => {
  await lane.close();
  await rm(folder, { recursive: true, force: true });
});

function noise(seed: number): Tensor<'float32'> {
  const random = seededRandom(seed);
  return float32(
    SHAPE,
    Float32Array.from({ length: 432 }, () => (random() * 2 - 1) * 1.5),
  );
}

/** What ONNX Runtime makes of a model. */
async function outputOf(model: Uint8Array, input: Tensor): Promise<Float32Array> {
  const executor = await OnnxExecutor.open(lane, model, { outputs: ['out'] });
  const results = await executor.run(new Map([['x', input]]));
  return results.get('out')!.data as Float32Array;
}

interface Converted extends QdqModel {
  readonly out: string;
  readonly verification: unknown;
  readonly calibrated: Graph;
  readonly quantized: Graph;
}

const conversions = new Map<string, Promise<Converted>>();
function converted(style: Style, march: string, calibration: string): Promise<Converted> {
  const name = `${style}-${march}-${calibration}`;
  const known = conversions.get(name) ?? convert(style, march, calibration, name);
  conversions.set(name, known);
  return known;
}

async function convert(style: Style, march: string, calibration: string, name: string): Promise<Converted> {
  const made = qdqModel(style);
  await writeFile(join(folder, `${style}.onnx`), encodeModel(made.model));
  const recipe = recipeText({
    model: { onnx: join(folder, `${style}.onnx`) },
    march,
    prefix: 'q',
    workingDir: `./${name}`,
    typeRt: 'featuremap',
    typeTrain: 'featuremap',
    layoutRt: march === 'bernoulli2' ? 'NHWC' : 'NCHW',
    ...(calibration === 'load' ? {} : { calDataDir: './samples_f32' }),
    calibration,
  });
  await writeFile(join(folder, `${name}.yaml`), recipe);
  const { record } = await makertbin({ config: join(folder, `${name}.yaml`), modelType: 'onnx' });
  const out = join(folder, name);
  const stage = async (file: string) => importOnnxStage(await readFile(join(out, file)), standardOps());
  return {
    ...made,
    out,
    verification: record.verification,
    calibrated: await stage('q_calibrated_model.onnx'),
    quantized: await stage('q_quantized_model.onnx'),
  };
}

/** The scales of the activations of a calibrated graph. */
const scalesOf = ({ nodes }: Graph) =>
  nodes.flatMap(({ op, attrs }) => {
    const { kind, scales } = attrs as { readonly kind?: string; readonly scales: readonly number[] };
    return op.name === 'HzCalibration' && kind === 'activation' ? scales.map(Math.fround) : [];
  });

const WEIGHTS = ['w_c1', 'w_c2', 'w_c3', 'w_y'];
/** Whether some constant of a quantised graph has just these integers, in whatever shape. */
const holds = ({ values }: Graph, integers: Int8Array | undefined) =>
  [...values.values()].some(
    ({ constant }) => constant?.dtype === 'int8' && integers !== undefined && constant.data.join() === integers.join(),
  );

it.each([
  ['runtime', 'bayes-e'],
  ['runtime', 'bernoulli2'],
  ['symmetric', 'bayes-e'],
  ['torch', 'bayes-e'],
  ['reduced', 'bayes-e'],
  ['wide', 'bayes-e'],
  ['wide', 'bernoulli2'],
] as const)(
  'a network quantised elsewhere (%s) is converted for %s with the weights and scales it has',
  async (style, march) => {
    const found = await converted(style, march, 'max');
    expect(found.verification).toMatchObject({ status: 'passed', mismatches: 0 });
    const files = [join(found.out, 'q_quantized_model.onnx'), join(found.out, 'q.bin')] as const;
    expect((await compareThree(...files, extremeFeeds)).mismatches).toEqual([]);
    for (const name of WEIGHTS) expect([name, holds(found.quantized, found.weights.get(name))]).toEqual([name, true]);
    const used = scalesOf(found.calibrated);
    const exact = style === 'symmetric' || (style === 'wide' && march === 'bayes-e') ? ['c2', 'c3', 'g', 'y'] : [];
    for (const name of exact) expect(used).toContain(found.scales.get(name));
    const wide = found.quantized.nodes.some(({ placement }) => placement?.on === 'bpu' && placement.input === 'int16');
    expect(wide).toBe(style === 'wide' && march === 'bayes-e');
  },
  120_000,
);

it.each(['runtime', 'symmetric', 'torch', 'reduced', 'wide'] as const)(
  'its float model gives what the file does (%s)',
  async (style) => {
    const { out } = await converted(style, 'bayes-e', 'max');
    const original = await readFile(join(out, 'q_original_float_model.onnx'));
    for (const input of [noise(11), noise(12)]) {
      const wanted = await outputOf(encodeModel(qdqModel(style).model), input);
      expect(wanted.some((value) => value !== 0)).toBe(true);
      (await outputOf(original, input)).forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 5));
    }
  },
  60_000,
);

it('keeps zero points where all around a tensor take one', async () => {
  const { calibrated, scales } = await converted('runtime', 'bayes-e', 'max');
  const zeros = calibrated.nodes.flatMap(({ attrs }) => {
    const { zeros: own = [], scales: steps = [] } = attrs as { zeros?: readonly number[]; scales?: readonly number[] };
    return own.map((zero, i) => `${zero} ${Math.fround(steps[i])}`);
  });
  expect(zeros).toContain(`${Math.round(40 / scales.get('c3')!) - 128} ${scales.get('c3')}`);
});

it('has the same thresholds whatever the calibration is', async () => {
  const [max, kl] = [await converted('runtime', 'bayes-e', 'max'), await converted('runtime', 'bayes-e', 'kl')];
  expect(scalesOf(kl.calibrated)).toEqual(scalesOf(max.calibrated));
  const found = await converted('symmetric', 'bayes-e', 'default');
  for (const name of ['c2', 'c3', 'y']) expect(scalesOf(found.calibrated)).toContain(found.scales.get(name));
  for (const name of WEIGHTS) expect(holds(found.quantized, found.weights.get(name))).toBe(true);
}, 120_000);

describe('loaded', () => {
  const steps = (style: Style) => {
    const scale = qdqModel(style).scales.get('z')!;
    return (difference: number) => Math.abs(difference) / scale;
  };

  it.each([
    ['symmetric', 'bayes-e'],
    ['symmetric', 'bernoulli2'],
    ['wide', 'bayes-e'],
    ['runtime', 'bayes-e'],
    ['torch', 'bernoulli2'],
    ['reduced', 'bayes-e'],
  ] as const)(
    'a network (%s) is converted for %s without a sample, and gives what the file does',
    async (style, march) => {
      const found = await converted(style, march, 'load');
      expect(found.verification).toMatchObject({ status: 'passed', mismatches: 0 });
      const files = [join(found.out, 'q_quantized_model.onnx'), join(found.out, 'q.bin')] as const;
      expect((await compareThree(...files, extremeFeeds)).mismatches).toEqual([]);
      for (const name of WEIGHTS) expect([name, holds(found.quantized, found.weights.get(name))]).toEqual([name, true]);
      const stepsOf = steps(style);
      const model = encodeModel(qdqModel(style).model);
      const quantised = await readFile(files[0]);
      for (const input of [noise(21), noise(22), noise(23)]) {
        const wanted = await outputOf(model, input);
        const given = await outputOf(quantised, march === 'bernoulli2' ? asPixels(input) : input);
        const most = Math.max(...given.map((value, i) => stepsOf(value - wanted[i])));
        expect(most).toBeLessThanOrEqual(style === 'symmetric' ? 1.001 : style === 'wide' ? 64 : 3);
        expect(wanted.some((value) => value !== 0)).toBe(true);
      }
    },
    120_000,
  );

  it('has the scales of the file for every activation', async () => {
    const found = await converted('symmetric', 'bayes-e', 'load');
    const used = scalesOf(found.calibrated);
    // The sigmoid of a swish is inside its table.
    const missing = [...found.scales].filter(([, scale]) => !used.includes(scale)).map(([name]) => name);
    expect(missing).toEqual(['s']);
  }, 60_000);

  it('has the thresholds that other types give where the file states all', async () => {
    const [load, max] = [
      await converted('symmetric', 'bayes-e', 'load'),
      await converted('symmetric', 'bayes-e', 'max'),
    ];
    expect(scalesOf(load.calibrated)).toEqual(scalesOf(max.calibrated));
  }, 60_000);
});

/** An image of NCHW in NHWC. */
function asPixels({ shape: [n, c, h, w], data }: Tensor): Tensor<'float32'> {
  const given = data as Float32Array;
  return float32(
    [n, h, w, c],
    given.map((_, i) => given[(i % c) * h * w + Math.floor(i / c)]),
  );
}
