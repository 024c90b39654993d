import { extname } from 'node:path';
import type { TensorProperties } from '@openbpu/board';
import { type Sink, fail } from '@openbpu/diagnostics';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import type { Port } from '@openbpu/runtime';
import { type Tensor, bytesOf } from '@openbpu/tensor';
import { type Image, makeImage, readImage } from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import type { InputMetadata } from '../input-metadata';
import { feedPicture } from '../run/feed-image';
import { rawSizes, rawTensor } from './raw-tensor';
import type { Roi } from './roi';
import { tensorOfBytes } from './tensor-of-bytes';
import { readNumbers } from './text-numbers';

/** An input of a model, as all who describe it do. */
export interface FedInput {
  readonly port: Port;
  readonly meta: InputMetadata;
  readonly properties: TensorProperties;
}

/** How a file is read. */
export interface FeedOptions {
  /** The part of a picture that is fed; all of it if absent. */
  readonly roi?: Roi | undefined;
  readonly sink: Sink;
}

/** Twenty bytes a number, of tensors that are fed as text. */
const TEXT = { role: 'text of numbers', most: 256 * 1024 * 1024 };

const PICTURES = ['.jpg', '.jpeg', '.png', '.bmp'];

/**
 * The files of all inputs in their order: one a file, or, of an input of a batch, one for each of its items. Throws
 * DiagnosticError where their number is neither.
 */
export function filesByInput(files: readonly string[], inputs: readonly FedInput[]): readonly (readonly string[])[] {
  if (files.length === inputs.length) return files.map((file) => [file]);
  const batches = inputs.map(({ port }) => port.type.shape[0] ?? 1);
  const items = batches.reduce((sum, batch) => sum + batch, 0);
  if (files.length !== items) {
    const names = inputs.map(({ port }) => port.name);
    fail(PIPELINE.filesMissing({ given: files.length, names, items }, { name: '--input_file' }));
  }
  let next = 0;
  return batches.map((batch) => files.slice(next, (next += batch)));
}

/**
 * What an input is fed with: a picture, its bytes as they lie in memory, with or without the padding, or numbers as
 * text. Throws DiagnosticError for a file that cannot be that.
 */
export async function readFeed(input: FedInput, files: readonly string[], { roi, sink }: FeedOptions): Promise<Tensor> {
  const { type } = input.port;
  const batch = type.shape[0] ?? 1;
  if (files.length === 1 && (batch === 1 || !isPicture(files[0]))) return readOne(input, files[0], { roi, sink });
  if (files.length !== batch) {
    const names = [input.port.name];
    return fail(PIPELINE.filesMissing({ given: files.length, names, items: batch }, { name: '--input_file' }));
  }
  const pieces: Tensor[] = [];
  for (const file of files) pieces.push(await readOne(oneOf(input), file, { roi, sink }));
  return tensorOfBytes(type, Buffer.concat(pieces.map(({ data }) => bytesOf(data))));
}

function isPicture(file: string): boolean {
  return PICTURES.includes(extname(file).toLowerCase());
}

/** The input for one item of its batch. */
function oneOf({ port, meta, properties }: FedInput): FedInput {
  const one = (shape: readonly number[]) => [1, ...shape.slice(1)];
  const { compact, padded, elementBytes } = properties.storage;
  return {
    port: { name: port.name, type: { ...port.type, shape: one(port.type.shape) } },
    meta,
    properties: { ...properties, storage: { compact: one(compact), padded: one(padded), elementBytes } },
  };
}

async function readOne(
  { port, meta, properties }: FedInput,
  file: string,
  { roi, sink }: FeedOptions,
): Promise<Tensor> {
  const { name, type } = port;
  const kind = extname(file).toLowerCase();
  const featuremap = meta.typeRt === 'featuremap';
  const at = { name, file };
  if (!featuremap && isPicture(file))
    return feedPicture(port, meta, {}, async () => (roi ? cutOut(await readImage(file), roi, file) : readImage(file)));
  if (roi) return fail(PIPELINE.roiOfBytes({ file }, at));
  if (kind === '.bin') {
    const bytes = readUserFile(file, FILE_KINDS.tensor, at);
    const { least: wanted, most: padded } = rawSizes(properties.storage);
    return (
      rawTensor(bytes, type, properties.storage) ??
      fail(PIPELINE.wrongBytes({ input: name, file, given: bytes.length, wanted, padded }, at))
    );
  }
  const text = featuremap && type.dtype !== 'float16';
  if (kind === '.txt' && text) return readNumbers(readUserFile(file, TEXT, at), type, { at, sink });
  const takes = text ? ['bin', 'txt'] : featuremap ? ['bin'] : ['bin', 'jpg', 'jpeg', 'png'];
  return fail(PIPELINE.wrongKind({ input: name, file, takes }, at));
}

/** A part of a picture, its last row and column counted in. */
function cutOut(image: Image, { left, top, right, bottom }: Roi, file: string): Image {
  const { width, height, channels, data } = image;
  if (right >= width || bottom >= height)
    fail(
      PIPELINE.badRoi(
        { roi: [left, top, right, bottom].join(','), reason: `the picture has ${width}x${height}` },
        { name: '--roi', file },
      ),
    );
  const [w, h] = [right - left + 1, bottom - top + 1];
  const cut = new Uint8Array(w * h * channels);
  for (let y = 0; y < h; y++) {
    const from = ((top + y) * width + left) * channels;
    cut.set(data.subarray(from, from + w * channels), y * w * channels);
  }
  return makeImage(w, h, channels, cut);
}
