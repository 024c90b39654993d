import { fail } from '@openbpu/diagnostics';
import { seededRandom } from '@openbpu/ir';
import {
  type DType,
  type TensorData,
  CENTRE_OF_BYTES,
  bytesPerElement,
  dataFromBytes,
  expectDType,
  hasDType,
  sizeOf,
} from '@openbpu/tensor';
import {
  chwToHwc,
  eachPicture,
  hwcToChw,
  readPictureSample,
  readRawSample,
  rgbToBgr,
  rgbToYuv444,
} from '@openbpu/vision';
import { RUNTIME } from '../catalogue';
import type { WireTensor } from '../lane/protocol';
import { type FeedConversion, type FileInput, type SampleRef, type SeededInput } from './sample';

/** The tensors one sample feeds the float model with. Throws DiagnosticError for files that do not fit. */
export async function loadSample(sample: SampleRef): Promise<WireTensor[]> {
  return Promise.all(
    sample.inputs.map(async (input) => ({
      name: input.name,
      dtype: input.fed ?? 'float32',
      shape: input.shape,
      data: input.kind === 'file' ? await fromFile(input) : noise(input),
    })),
  );
}

async function fromFile({ file, dtype, fed = 'float32', shape, feed, chain }: FileInput): Promise<TensorData> {
  const tensor = await (chain ? readPictureSample(file, chain, shape) : readRawSample(file, dtype, shape));
  if (fed !== 'float32') return expectDType(tensor, fed).data;
  const values = hasDType(tensor, 'uint8')
    ? new Float32Array(tensor.data)
    : finite(expectDType(tensor, 'float32').data, file);
  return feed.kind === 'none' ? values : convert(values, shape, feed);
}

function finite(values: Float32Array, file: string): Float32Array {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) count++;
  if (count === 0) return values;
  const first = values.findIndex((value) => !Number.isFinite(value));
  return fail(RUNTIME.brokenSample({ file, count, size: values.length, first }, { name: file, file }));
}

/**
 * From the training type, values 0..255, to the intermediate type, values −128..127. Colours are converted on bytes, as
 * a camera would deliver them; without a colour change the values pass unrounded.
 */
function convert(
  values: Float32Array,
  shape: readonly number[],
  { from, to, layout, range }: Exclude<FeedConversion, { kind: 'none' }>,
): Float32Array {
  if (from === to) return centred(values);
  const channels = 3;
  const planar = layout === 'NCHW';
  const wanted = eachPicture(bytesNearest(values), shape[0], (picture) => {
    const pixels = planar ? chwToHwc(picture, channels) : picture;
    const rgb = from === 'bgr' ? rgbToBgr(pixels) : pixels;
    const converted = to === 'yuv444' ? rgbToYuv444(rgb, range) : to === 'bgr' ? rgbToBgr(rgb) : rgb;
    return planar ? hwcToChw(converted, channels) : converted;
  });
  if (sizeOf(shape) !== wanted.length) throw new RangeError(`a ${to} image has other elements than ${shape.join('x')}`);
  return centred(wanted);
}

function centred(values: Float32Array | Uint8Array): Float32Array {
  const centre = CENTRE_OF_BYTES;
  const out = values instanceof Float32Array ? values : new Float32Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = values[i] - centre;
  return out;
}

/** Halves go up. */
function bytesNearest(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.min(Math.max(Math.round(values[i]), 0), 255);
  return bytes;
}

function noise({ shape, fed = 'float32', seed, image }: SeededInput): TensorData {
  const random = seededRandom(seed);
  if (fed !== 'float32') return integerNoise(fed, sizeOf(shape), random);
  return Float32Array.from({ length: sizeOf(shape) }, () =>
    image ? Math.floor(random() * 256) - CENTRE_OF_BYTES : 2 * random() - 1,
  );
}

function integerNoise(dtype: DType, size: number, random: () => number): TensorData {
  const width = bytesPerElement(dtype);
  const bytes = new Uint8Array(size * width);
  for (let i = 0; i < bytes.length; i++) {
    const any = Math.floor(random() * 256);
    bytes[i] = dtype === 'bool' ? any & 1 : width <= 2 ? any : i % width === 0 ? 1 : 0;
  }
  return dataFromBytes(dtype, bytes);
}
