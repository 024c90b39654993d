import { extname } from 'node:path';
import type { ArtifactHeader } from '@openbpu/artifact';
import { type InputPair, type ModelPair, reachOf } from '@openbpu/board';
import { type Sink, fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { type Feeds, type Port, loadSample, runtimeType } from '@openbpu/runtime';
import { type Tensor, byteSizeOf, expectDType, float32, formatType, hasDType, makeTensor } from '@openbpu/tensor';
import { drawnPicture, intermediateOf } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import type { InputMetadata } from '../input-metadata';
import { drawnFeed, feedImage } from '../run/feed-image';
import { fitTensor, readTensorFile } from '../run/feed-tensor';
import { relayout } from '../stages/paired-feeds';
import { tensorOfBytes } from './tensor-of-bytes';

/** One item as a user gives it, by input: bytes of pictures, elements of feature maps. */
export type Given = ReadonlyMap<string, Tensor>;

/**
 * What both models are fed with, for each item of the batch: from `files`, one for each of the first inputs (a picture,
 * `.npy`, or raw `.bin`), and where there is none a picture that is drawn, or seeded noise. A file of one item serves
 * them all. Throws DiagnosticError for a file that does not fit.
 */
export async function givenItems(
  { inputs, batch }: ModelPair,
  header: ArtifactHeader,
  { described, files }: Wanted,
  sink: Sink,
): Promise<Given[]> {
  if (files.length > inputs.length)
    fail(PIPELINE.filesOver({ files: files.length, inputs: inputs.map(({ input }) => input.name) }, { name: '-i' }));
  const items = Array.from({ length: batch }, () => new Map<string, Tensor>());
  for (const [k, pair] of inputs.entries()) {
    const meta = { ...described.find(({ name }) => name === pair.input.name)!, layout: pair.given.layout };
    const noise = { seeds: items.map((_, i) => i * inputs.length + k), reach: reachOf(pair.input, header) };
    const tensors = await itemsOf(pair, meta, noise, files[k], sink);
    for (const [i, item] of items.entries()) item.set(pair.input.name, tensors[i % tensors.length]);
  }
  return items;
}

/** What a user wants to be fed. */
interface Wanted {
  /** How each input is fed, as the quantised model tells it. */
  readonly described: readonly InputMetadata[];
  readonly files: readonly string[];
}

/** Of numbers that nobody gives: a seed for each item, and the largest magnitude of reals. */
interface Noise {
  readonly seeds: readonly number[];
  readonly reach: number;
}

/** One tensor for each item, or one for all. */
async function itemsOf(
  pair: InputPair,
  meta: InputMetadata,
  { seeds, reach }: Noise,
  file: string | undefined,
  sink: Sink,
): Promise<Tensor[]> {
  const port = portOf(pair);
  const { name, type } = port;
  const takesPicture = meta.typeRt !== 'featuremap' && type.shape[0] === 1;
  if (file === undefined)
    return takesPicture
      ? seeds.map((_, i) => drawnFeed(port, meta, (height, width) => drawnPicture(height, width, i)))
      : Promise.all(seeds.map((seed) => drawn(port, seed, reach)));
  const kind = extname(file).toLowerCase();
  if (kind === '.bin') return rawItems(file, port, seeds.length);
  if (kind === '.npy') return [fitTensor(await readTensorFile(file, name), port, sink, true)];
  if (!takesPicture) return fail(PIPELINE.noPicture({ input: name, type: formatType(type), file }, { name, file }));
  return [await feedImage(file, port, meta, { resize: sizeOfPicture(pair) })];
}

/** What a user gives for one item. */
function portOf({ input, given: { dtype, shape, layout } }: InputPair): Port {
  const isPicture = input.typeRt !== 'featuremap';
  return { name: input.name, type: runtimeType({ ...input, dtype: isPicture ? 'uint8' : dtype, shape, layout }) };
}

function sizeOfPicture({ given: { shape, layout } }: InputPair): [number, number] {
  return layout === 'NHWC' ? [shape[1], shape[2]] : [shape[2], shape[3]];
}

async function drawn({ name, type: { dtype, shape } }: Port, seed: number, reach: number): Promise<Tensor> {
  const [{ data }] = await loadSample({ inputs: [{ kind: 'seeded', name, fed: dtype, shape, seed, image: false }] });
  const tensor = makeTensor(dtype, shape, data);
  return hasDType(tensor, 'float32')
    ? float32(
        shape,
        tensor.data.map((value) => value * reach),
      )
    : tensor;
}

/** The bytes of one item or of the whole batch. */
function rawItems(file: string, { name, type }: Port, batch: number): Tensor[] {
  const bytes = readUserFile(file, FILE_KINDS.tensor, { name, file });
  const size = byteSizeOf(type);
  const count = bytes.length === size ? 1 : batch;
  if (bytes.length !== count * size)
    fail(
      PIPELINE.rawSize(
        { file, input: name, bytes: bytes.length, wanted: size, type: formatType(type), batch },
        { name, file },
      ),
    );
  return Array.from({ length: count }, (_, i) => tensorOfBytes(type, bytes.subarray(i * size, (i + 1) * size)));
}

/** One item as the quantised model takes it. */
export function quantisedFeeds({ inputs }: ModelPair, item: Given): Feeds {
  return new Map(
    inputs.map(({ input, given, quantised }) => {
      const tensor = item.get(input.name)!;
      const inside =
        input.typeRt === 'featuremap'
          ? tensor
          : intermediateOf(expectDType(tensor, 'uint8').data, given.shape, { ...input, layout: given.layout });
      return [input.name, relayout(inside, given.layout, quantised.layout)];
    }),
  );
}
