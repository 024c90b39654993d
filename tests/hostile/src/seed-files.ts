import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePack } from '@openbpu/artifact';
import { parseGraph } from '@openbpu/ir';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { makertbin } from '@openbpu/pipeline';
import { bytesOf, encodeNpy, float32 } from '@openbpu/tensor';

/** Sound files of every kind, small, from which hostile ones are made. */
export interface SeedFiles {
  readonly recipe: Uint8Array;
  readonly prototxt: Uint8Array;
  readonly caffemodel: Uint8Array;
  readonly onnx: Uint8Array;
  readonly bin: Uint8Array;
  /** The quantised model that the `.bin` was made from. */
  readonly quantised: Uint8Array;
  /** The `.bin` packed twice, under two names. */
  readonly pack: Uint8Array;
  readonly sample: Uint8Array;
  readonly npy: Uint8Array;
  readonly picture: Uint8Array;
  readonly labels: Uint8Array;
}

const NET = `graph small imported
input x: float32[1x3x8x8] NCHW
const w1: float32[8x3x3x3] = seed 1
const b1: float32[8] = seed 2
conv1: c1 = Conv(x, w1, b1) {kernel: [3, 3], pads: [1, 1, 1, 1]}
relu1: r1 = Relu(c1)
pool1: p1 = MaxPool(r1) {kernel: [2, 2], strides: [2, 2]}
up: u1 = Transpose(p1) {perm: [0, 1, 3, 2]}
sum: s = Add(p1, u1)
pool: p = GlobalAveragePool(s)
flat: f = Reshape(p) {shape: [1, 8]}
const w3: float32[5x8] = seed 4
fc: g = Gemm(f, w3)
prob: y = Softmax(g) {axis: 1}
output y
`;

export const RECIPE = `model_parameters:
  onnx_model: 'model.onnx'
  march: 'bayes-e'
  output_model_file_prefix: 'net'
  working_dir: 'out'
input_parameters:
  input_name: 'x'
  input_type_rt: 'rgb'
  input_type_train: 'rgb'
  input_layout_train: 'NCHW'
  input_shape: '1x3x8x8'
  norm_type: 'data_mean_and_scale'
  mean_value: '103.94 116.78 123.68'
  scale_value: '0.017'
calibration_parameters:
  cal_data_dir: 'samples'
  cal_data_type: 'float32'
  calibration_type: 'skip'
  max_percentile: 0.9999
compiler_parameters:
  compile_mode: 'latency'
  optimize_level: 'O1'
  core_num: 1
`;

const PROTOTXT = `name: "net"
layer { name: "data" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 8 dim: 8 } } }
layer { name: "conv" type: "Convolution" bottom: "data" top: "conv"
  convolution_param { num_output: 4 bias_term: false kernel_size: 1 stride: 1 pad: 0 group: 1 } }
layer { name: "relu" type: "ReLU" bottom: "conv" top: "conv" }
layer { name: "pool" type: "Pooling" bottom: "conv" top: "pool" pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
layer { name: "cat" type: "Concat" bottom: "pool" bottom: "pool" top: "cat" concat_param { axis: 1 } }
layer { name: "prob" type: "Softmax" bottom: "cat" top: "prob" }
`;

/** Makes every file in `folder`; the `.bin` by a conversion. */
export async function seedFiles(folder: string): Promise<SeedFiles> {
  const sample = Float32Array.from({ length: 192 }, (_, i) => i % 256);
  const model = exportModel(parseGraph(NET, standardOps(), 'imported'), { record: false });
  const files = {
    recipe: Buffer.from(RECIPE),
    prototxt: Buffer.from(PROTOTXT),
    caffemodel: caffemodel(CAFFE_BLOB),
    onnx: encodeModel(model),
    sample: bytesOf(sample),
    npy: encodeNpy(float32([1, 3, 8, 8], sample)),
    picture: bmp(),
    labels: Buffer.from('a.bmp 3\nb.bmp 1\nc d.bmp 0\n'),
  };
  await mkdir(join(folder, 'samples'), { recursive: true });
  await writeFile(join(folder, 'samples', '0.bin'), files.sample);
  await writeFile(join(folder, 'model.onnx'), files.onnx);
  await writeFile(join(folder, 'net.prototxt'), files.prototxt);
  await writeFile(join(folder, 'net.caffemodel'), files.caffemodel);
  await writeFile(join(folder, 'recipe.yaml'), files.recipe);
  await makertbin({ config: join(folder, 'recipe.yaml'), modelType: 'onnx', threads: 1 });
  const bin = await readFile(join(folder, 'out', 'net.bin'));
  const quantised = await readFile(join(folder, 'out', 'net_quantized_model.onnx'));
  const models = new Map(['net', 'other'].map((name) => [name, bin]));
  return { ...files, bin, quantised, pack: Buffer.concat(encodePack(models)) };
}

function field(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(number: number): Uint8Array {
  const bytes: number[] = [];
  let value = number;
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Uint8Array.from([...bytes, value]);
}

/** What a caffemodel of one layer says; everything may lie. */
export interface CaffeBlob {
  readonly layer: string;
  readonly dims: readonly number[];
  readonly values: readonly number[];
  readonly blobs: number;
  /** Field numbers of the blobs of a layer, of the shape and of the values of a blob. */
  readonly fields: readonly [number, number, number];
}

export const CAFFE_BLOB: CaffeBlob = {
  layer: 'conv',
  dims: [4, 3, 1, 1],
  values: Array.from({ length: 12 }, (_, i) => (i - 6) / 10),
  blobs: 1,
  fields: [7, 7, 5],
};

/** NetParameter: name 1, layer 100; LayerParameter: name 1, type 2, blobs 7; BlobProto: shape 7, data 5. */
export function caffemodel({ layer, dims, values, blobs, fields }: CaffeBlob): Uint8Array {
  const shape = field(fields[1], field(1, Buffer.concat(dims.map((dim) => varint(Math.max(0, Math.floor(dim)))))));
  const blob = Buffer.concat([shape, field(fields[2], bytesOf(Float32Array.from(values)))]);
  const parts = [field(1, Buffer.from(layer)), field(2, Buffer.from('Convolution'))];
  for (let i = 0; i < Math.min(blobs, 64); i++) parts.push(field(fields[0], blob));
  return Buffer.concat([field(1, Buffer.from('net')), field(100, Buffer.concat(parts))]);
}

/** 8×8 pixels of 24 bits. */
function bmp(): Uint8Array {
  const bytes = new Uint8Array(54 + 192);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from('BM'));
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, 8, true);
  view.setInt32(22, 8, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  bytes.fill(77, 54);
  return bytes;
}
