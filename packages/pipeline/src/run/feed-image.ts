import { fail } from '@openbpu/diagnostics';
import type { Port } from '@openbpu/runtime';
import { type Tensor, makeTensor, sizeOf } from '@openbpu/tensor';
import {
  type Fit,
  type Image,
  encodeInput,
  fitImage,
  imageThroughChain,
  intermediateOf,
  readImage,
} from '@openbpu/vision';
import { PIPELINE } from '../catalogue';
import type { InputMetadata } from '../input-metadata';

/** How a picture comes to the size of the input, in place of what the model says; absent parts come from it. */
export interface FitOptions {
  readonly shortSide?: number;
  readonly crop?: readonly [number, number];
  readonly resize?: readonly [number, number];
}

/**
 * A picture as one executor takes it: `.bin` inputs get the run-time bytes, quantised models the centred int8, float
 * models the centred values as float32. NV12 passes through its subsampled chroma in every case.
 */
export async function feedImage(file: string, port: Port, meta: InputMetadata, fit: FitOptions): Promise<Tensor> {
  return feedPicture(port, meta, fit, async () => readImage(file));
}

/** The same for a picture that `read` gives. */
export async function feedPicture(
  port: Port,
  meta: InputMetadata,
  fit: FitOptions,
  read: () => Promise<Image>,
): Promise<Tensor> {
  const { typeRt } = meta;
  if (typeRt === 'featuremap') return fail(PIPELINE.noImageInput({ input: port.name }, { name: port.name }));
  const [height, width] = imageSize(port, meta);
  const image = await read();
  const chain = Object.keys(fit).length === 0 ? meta.chain : undefined;
  const result = chain ? imageThroughChain(image, chain) : await fitted(image, height, width, fit);
  if (result.height !== height || result.width !== width)
    fail(PIPELINE.wrongSize({ given: `${result.height}x${result.width}`, wanted: `${height}x${width}` }));
  return encode(result, port, { ...meta, typeRt });
}

/** A picture of the size of an input as its run-time bytes. Throws DiagnosticError for an input that takes none. */
export function drawnFeed(port: Port, meta: InputMetadata, draw: (height: number, width: number) => Image): Tensor {
  const { typeRt } = meta;
  if (typeRt === 'featuremap') return fail(PIPELINE.noImageInput({ input: port.name }, { name: port.name }));
  return encode(draw(...imageSize(port, meta)), port, { ...meta, typeRt });
}

/** What is known of an input that takes pictures. */
interface ImageMetadata extends InputMetadata {
  readonly typeRt: Exclude<InputMetadata['typeRt'], 'featuremap'>;
}

function encode(image: Image, { type }: Port, { typeRt, layout, spaceAndRange: range }: ImageMetadata): Tensor {
  const bytes = encodeInput(image, { type: typeRt, layout, range });
  if (type.dtype === 'uint8') return bytes;
  const centred = intermediateOf(bytes.data, type.shape, { typeRt, layout });
  return type.dtype === 'int8' ? centred : makeTensor('float32', centred.shape, Float32Array.from(centred.data));
}

async function fitted(
  image: Image,
  height: number,
  width: number,
  { shortSide, crop, resize }: FitOptions,
): Promise<Image> {
  const [h, w] = crop ?? resize ?? [height, width];
  const plan: Fit =
    shortSide === undefined
      ? { kind: 'resize', height: resize?.[0] ?? h, width: resize?.[1] ?? w }
      : { kind: 'crop', shortSide, height: h, width: w };
  return fitImage(image, plan);
}

function imageSize({ name, type }: Port, { layout, typeRt }: InputMetadata): [number, number] {
  const { shape, dtype } = type;
  if (shape[0] > 1) return fail(PIPELINE.onePicture({ input: name, count: shape[0] }, { name }));
  if (typeRt === 'nv12' && dtype === 'uint8') return [(shape[1] * 2) / 3, shape[2]];
  if (shape.length !== 4 || sizeOf(shape) <= 0) return fail(PIPELINE.noImageInput({ input: name }, { name }));
  return layout === 'NHWC' ? [shape[1], shape[2]] : [shape[2], shape[3]];
}
