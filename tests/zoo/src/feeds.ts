import { type Tensor, type TensorType, allocate, float32, makeTensor, sizeOf } from '@openbpu/tensor';
import { hwcToChw, listImages, readImage, resize, rgbToBgr, rgbToGray } from '@openbpu/vision';
import { type Content, PHOTOGRAPHS } from './nets';

/** A stream of numbers from 0 to 1, the same for the same seed (mulberry32). */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * What an input is fed with: a slow wave along the last dimensions with some noise on it, as pictures and sounds have,
 * between the bounds of its content.
 */
export function feedOf({ dtype, shape }: TensorType, content: Content = { low: -1, high: 1 }, seed = 1): Tensor {
  const random = noise(seed * 7919 + 17);
  const [fast, slow, phase] = [0.05 + 0.2 * random(), 0.01 + 0.05 * random(), 6 * random()];
  const width = shape.at(-1) ?? 1;
  const { low, high, whole = false } = content;
  const at = (i: number) => {
    const wave = Math.sin(fast * (i % width) + phase) * Math.cos(slow * Math.floor(i / width));
    const value = low + (high - low) * (0.5 + 0.35 * wave + 0.15 * (2 * random() - 1));
    return whole ? Math.round(value) : value;
  };
  const data = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < data.length; i++) {
    const value = at(i);
    data[i] = data instanceof BigInt64Array || data instanceof BigUint64Array ? BigInt(Math.round(value)) : value;
  }
  return makeTensor(dtype, shape, data);
}

/** Calibration sample number `index` of an input: a photograph where the network takes pictures, else `feedOf`. */
export async function sampleOf(type: TensorType, content: Content | undefined, index: number): Promise<Tensor> {
  if (!content?.photo) return feedOf(type, content, index + 2);
  const files = listImages(PHOTOGRAPHS);
  const planar = type.shape[1] <= 3;
  const [height, width, channels] = planar ? [type.shape[2], type.shape[3], type.shape[1]] : type.shape.slice(1);
  const { data: rgb } = await resize(await readImage(files[index % files.length]), height, width);
  const bytes = channels === 1 ? rgbToGray(rgb) : content.photo === 'bgr' ? rgbToBgr(rgb) : rgb;
  const laid = planar ? hwcToChw(bytes, channels) : bytes;
  const { low, high } = content;
  return float32(
    type.shape,
    Float32Array.from(laid, (byte) => low + ((high - low) * byte) / 255),
  );
}
