import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Explanation } from '@openbpu/analysis';
import { parseGraph, seededRandom } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { JobEvents, explainCauses, makertbin } from '@openbpu/pipeline';
import { bytesOf, sizeOf } from '@openbpu/tensor';

const SHAPE = [1, 8, 8, 8];
const random = seededRandom(7);
const draw = (most: number) => Math.round((2 * random() - 1) * most);

/** Rows of eight whole numbers, the largest of each 127: in parts of 127 they lie on the steps of 8 bits. */
const rows = (factor: (output: number, input: number) => number, of: (input: number) => number) =>
  Array.from({ length: 8 }, (_, o) =>
    Array.from({ length: 8 }, (_, i) => ((i === 7 ? 127 : of(i)) * factor(o, i)) / 127),
  )
    .flat()
    .join(', ');

/**
 * The first channel between two convolutions is 64 times larger than the others, and counts as much as they do: 8 bits
 * are too few there, and enough for everything else.
 */
const NET = `input x: float32[1x8x8x8] NCHW
const v: float32[8x8x1x1] = [${rows(
  (o) => (o === 0 ? 64 : 1),
  () => draw(126),
)}]
const u: float32[8x8x1x1] = [${rows(
  () => 1,
  (i) => (i === 0 ? 2 * draw(1) : draw(126)),
)}]
first: a = Conv(x, v) {kernel: [1, 1]}
between: b = Relu(a)
second: y = Conv(b, u) {kernel: [1, 1]}
output y
`;

const recipe = (lines: readonly string[]) =>
  [
    'model_parameters:',
    '  onnx_model: net.onnx',
    "  march: 'bayes-e'",
    '  output_model_file_prefix: net',
    '  working_dir: out',
    "  debug_mode: 'dump_calibration_data'",
    ...lines.map((line) => `  ${line}`),
    'input_parameters:',
    "  input_type_rt: 'featuremap'",
    "  input_type_train: 'featuremap'",
    "  input_layout_train: 'NCHW'",
    "  norm_type: 'no_preprocess'",
    'calibration_parameters:',
    '  cal_data_dir: samples',
    "  cal_data_type: 'float32'",
    "  calibration_type: 'max'",
    'compiler_parameters:',
    "  compile_mode: 'latency'",
    "  optimize_level: 'O0'",
    '',
  ].join('\n');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipe-line-'));
  const graph = parseGraph(NET, standardOps(), 'imported');
  writeFileSync(join(folder, 'net.onnx'), encodeModel(exportModel(graph, { record: false })));
  mkdirSync(join(folder, 'samples'));
  for (let i = 0; i < 4; i++) {
    const sample = Float32Array.from({ length: sizeOf(SHAPE) }, () => draw(127) / 127);
    writeFileSync(join(folder, 'samples', `${i}.bin`), bytesOf(sample));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a conversion with these lines in `model_parameters` loses, and why. */
async function explained(...lines: readonly string[]): Promise<Explanation> {
  const config = join(folder, 'recipe.yaml');
  writeFileSync(config, recipe(lines));
  await makertbin({ config, modelType: 'onnx', threads: 1 });
  const model = join(folder, 'out', 'net_calibrated_model.onnx');
  const data = join(folder, 'out', 'calibration_data');
  return (await explainCauses({ model, data, threads: 1 }, new JobEvents())).found;
}

it('takes a cause away by the line of the recipe that explain has written, by as much as it has said', async () => {
  const before = await explained();
  const [worst] = before.causes;
  expect(worst.kind).toBe('activation-resolution');
  expect(worst.share).toBeGreaterThan(0.5);
  const gain = worst.gains.find(({ cure: { value } }) => value?.includes('int16'))!;
  expect(gain.after).toBeLessThan(0.5 * before.error);
  const after = await explained(`${gain.cure.key}: ${gain.cure.value}`);
  const left = after.causes.find(({ kind, node }) => kind === worst.kind && node === worst.node);
  expect((left?.share ?? 0) * after.error).toBeLessThan(0.01 * worst.share * before.error);
  expect((before.error - after.error) / (gain.before - gain.after)).toBeCloseTo(1, 2);
}, 60_000);
