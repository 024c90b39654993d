import { join } from 'node:path';
import { CollectingSink } from '@openbpu/diagnostics';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { OnnxImporter } from '@openbpu/importer-onnx';
import { type Graph, seededRandom } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import type { ModelSource } from '@openbpu/plugin-api';
import { type Lane, probeTypes } from '@openbpu/runtime';
import { type Tensor, type TensorOrder, allocate, float32, makeTensor, sizeOf, toNumbers } from '@openbpu/tensor';
import { encodeTrainingInput, fitImage, listImages, readImage, readLines } from '@openbpu/vision';
import { DATA, type Net, type OtherNet } from './nets';
import type { Healthy } from './plants';

/** A net, and its pictures as its publisher feeds it. */
export interface Case {
  readonly net: Net;
  readonly graph: Graph;
  readonly healthy: Healthy;
  readonly others: readonly ReadonlyMap<string, Tensor>[];
}

/** Reads a net and so many of its pictures. */
export async function readCase(net: Net, count: number, lane: Lane): Promise<Case> {
  const graph = await importNet(net, lane);
  const zeros = net.zeros ?? [];
  const name = graph.inputs.find((id) => !zeros.includes(id))!;
  const { shape } = graph.value(name).type;
  const layoutTrain: TensorOrder = shape[1] === 3 || shape[1] === 1 ? 'NCHW' : 'NHWC';
  const { mean, scale, order } = net;
  const samples = await Promise.all(
    (await pictures(net, count)).map(async (file) => {
      const image = await fitImage(await readImage(file), net.fit);
      const { data } = encodeTrainingInput(image, { type: order, layout: layoutTrain });
      return { file, data: Float32Array.from(data) };
    }),
  );
  const other = new Map(
    zeros.map((id): [string, Tensor] => {
      const { shape } = graph.value(id).type;
      return [id, float32(shape, new Float32Array(sizeOf(shape)))];
    }),
  );
  const input = { name, shape, layoutTrain, typeTrain: order, ...(mean ? { mean } : {}), ...(scale ? { scale } : {}) };
  return { net, graph, healthy: { input, samples }, others: samples.map(() => other) };
}

async function pictures({ pictures: set }: Net, count: number): Promise<string[]> {
  const folder = join(DATA, 'images', set);
  if (set === 'coco64') return listImages(join(folder, 'images')).slice(0, count);
  return (await readLines(join(folder, 'calib.txt'))).slice(0, count).map(({ text }) => join(folder, text));
}

/** A network of other things than pictures: its inputs of real numbers, and what all are fed with. */
export interface OtherCase {
  readonly graph: Graph;
  readonly patients: readonly Healthy[];
  readonly feeds: readonly ReadonlyMap<string, Tensor>[];
}

/** Reads such a network, and makes samples of it: slow waves with some noise. */
export async function readOther(
  { file, shapes, between = {} }: OtherNet,
  count: number,
  lane: Lane,
): Promise<OtherCase> {
  const graph = await importNet({ files: { onnx: file }, ...(shapes ? { shapes } : {}) }, lane);
  const feeds = Array.from({ length: count }, (_, sample) => {
    const random = seededRandom(sample + 1);
    return new Map(
      graph.inputs.map((id): [string, Tensor] => {
        const { dtype, shape } = graph.value(id).type;
        const [low, high] = between[id] ?? [-1, 1];
        const data = allocate(dtype, sizeOf(shape));
        const fast = 0.05 + 0.2 * random();
        for (let i = 0; i < data.length; i++) {
          const value = low + (high - low) * (0.5 + 0.35 * Math.sin(fast * i) + 0.15 * (2 * random() - 1));
          data[i] = typeof data[i] === 'bigint' ? BigInt(Math.floor(value)) : value;
        }
        return [id, makeTensor(dtype, shape, data)];
      }),
    );
  });
  const patients = graph.inputs.flatMap((name): Healthy[] => {
    const { shape, dtype } = graph.value(name).type;
    if (dtype !== 'float32') return [];
    const samples = feeds.map((feed, i) => ({ file: String(i), data: Float32Array.from(toNumbers(feed.get(name)!)) }));
    return [{ input: { name, shape, layoutTrain: 'NCHW', typeTrain: 'featuremap' }, samples }];
  });
  return { graph, patients, feeds };
}

async function importNet(
  { files, shapes = {} }: Pick<Net, 'files' | 'shapes'>,
  lane: Lane,
): Promise<Graph<'imported'>> {
  const inputShapes = new Map(Object.entries(shapes));
  const ops = standardOps();
  const sink = new CollectingSink();
  if ('onnx' in files) {
    const importer = new OnnxImporter({ probe: (fragment) => probeTypes(lane, fragment) });
    const source: ModelSource = { kind: 'onnx', model: join(DATA, files.onnx), inputShapes };
    const raw = await importer.match(source);
    if (raw) return importer.translate(raw, ops, sink);
  } else {
    const importer = new CaffeImporter();
    const [prototxt, caffemodel] = [join(DATA, files.prototxt), join(DATA, files.caffemodel)];
    const raw = await importer.match({ kind: 'caffe', prototxt, caffemodel, inputShapes });
    if (raw) return importer.translate(raw, ops, sink);
  }
  throw new TypeError(`${JSON.stringify(files)} is no model`);
}
