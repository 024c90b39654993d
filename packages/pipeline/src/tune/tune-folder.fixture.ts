import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGraph, seededRandom } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { bytesOf } from '@openbpu/tensor';

/** A small classifier of seeded weights: input `x` 1x3x8x8, output `y` 1x5. */
const NET = `graph small imported
input x: float32[1x3x8x8] NCHW
const w1: float32[8x3x3x3] = seed 1
const b1: float32[8] = seed 2
conv1: c1 = Conv(x, w1, b1) {kernel: [3, 3], pads: [1, 1, 1, 1]}
relu1: r1 = Relu(c1)
const w2: float32[8x1x3x3] = seed 3
conv2: c2 = Conv(r1, w2) {kernel: [3, 3], pads: [1, 1, 1, 1], group: 8}
sum: s = Add(c2, r1)
pool: p = GlobalAveragePool(s)
flat: f = Reshape(p) {shape: [1, 8]}
const w3: float32[5x8] = seed 4
fc: g = Gemm(f, w3)
prob: y = Softmax(g) {axis: 1}
output y
`;

/** The recipe of a folder, with further lines of model_parameters and in place of some words. */
export function recipeOf(more = '', change: (text: string) => string = (text) => text): string {
  return change(`# how the net is converted
model_parameters:
  onnx_model: 'net.onnx' # a relative path
  march: 'bayes-e'
  output_model_file_prefix: 'net'
  working_dir: 'out'
${more}input_parameters:
  input_type_rt: 'rgb'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  input_layout_rt: 'NHWC'
  norm_type: 'data_scale'
  scale_value: '0.01'
calibration_parameters:
  # pixels
  cal_data_dir: 'samples'
  cal_data_type: 'float32'
  calibration_type: 'max'
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O2'
`);
}

/** A new folder with the net, so many samples `0.rgb`, … and labels of them; to be removed by whoever made it. */
export async function tuneFolder(count = 16, net = NET): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tune-'));
  const graph = parseGraph(net, standardOps(), 'imported');
  await writeFile(join(folder, 'net.onnx'), encodeModel(exportModel(graph, { record: false })));
  await mkdir(join(folder, 'samples'));
  for (let i = 0; i < count; i++) {
    const random = seededRandom(i + 100);
    const pixels = Float32Array.from({ length: 3 * 8 * 8 }, () => Math.floor(random() * 256));
    await writeFile(join(folder, 'samples', `${i}.rgb`), bytesOf(pixels));
  }
  const labels = Array.from({ length: count }, (_, i) => `${i}.jpg ${i % 5}\n`);
  await writeFile(join(folder, 'labels.txt'), labels.join(''));
  await writeFile(join(folder, 'recipe.yaml'), recipeOf());
  return folder;
}
