import { DiagnosticError, fail } from '@openbpu/diagnostics';
import {
  type PictureChain,
  type Shape,
  type Tensor,
  formatShape,
  makeTensor,
  sameShape,
  saturate,
} from '@openbpu/tensor';
import { VISION } from '../catalogue';
import { type Image, makeImage } from '../image/image';
import { readImage } from '../image/read-image';
import { rgbToBgr } from '../transform/colours';
import { applyStep } from './apply-step';
import { type Pixels, pixelsOf } from './pixels';

/**
 * A decoded picture through a chain: float32 [1, height, width, channels], or [1, channels, height, width] where the
 * chain ends in CHW. Fails with VIS004, VIS006.
 */
export function runChain(image: Image, { readMode, steps }: PictureChain): Tensor<'float32'> {
  const { height, width, channels, data } = steps.reduce(applyStep, pixelsOf(image, readMode));
  const layout = steps.reduce((now, step) => (step.kind === 'Layout' ? step.to : now), 'HWC');
  return layout === 'CHW'
    ? makeTensor('float32', [1, channels, height, width], planesOf(data, channels))
    : makeTensor('float32', [1, height, width, channels], Float32Array.from(data));
}

/** A picture that went through a chain. */
export interface PictureSample {
  readonly sample: Tensor<'float32'>;
  /** Of the picture, before the chain. */
  readonly height: number;
  readonly width: number;
}

/** A picture file through a chain. Every complaint names the file. Fails with GRD and VIS003, VIS004, VIS006. */
export async function readThroughChain(file: string, chain: PictureChain): Promise<PictureSample> {
  const image = await readImage(file);
  try {
    return { sample: runChain(image, chain), height: image.height, width: image.width };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(
      error.diagnostics.map((diagnostic) => ({ ...diagnostic, at: { name: file, file } })),
      { cause: error },
    );
  }
}

/**
 * The sample that a picture file becomes, of exactly `shape`. Fails as `readThroughChain` does, and with VIS053 for
 * another shape.
 */
export async function readPictureSample(file: string, chain: PictureChain, shape: Shape): Promise<Tensor<'float32'>> {
  const { sample } = await readThroughChain(file, chain);
  if (sameShape(sample.shape, shape)) return sample;
  const facts = { what: `picture "${file}"`, found: formatShape(sample.shape), shape: formatShape(shape) };
  return fail(VISION.chainShape(facts, { name: file, file }));
}

/**
 * A picture through what a chain does to its size and values, its colours and layout left alone: for whoever brings it
 * into the form of an input by himself. For chains that end in 0..255; values are rounded half to even and clamped.
 */
export function imageThroughChain(image: Image, { readMode, steps }: PictureChain): Image {
  const sizing = steps.filter(({ kind }) => kind !== 'Colour' && kind !== 'Layout');
  const { height, width, data } = sizing.reduce(applyStep, pixelsOf(image, readMode));
  const bytes = Uint8Array.from(data, (value) => saturate(value, 0, 255));
  return makeImage(width, height, 3, readMode === 'opencv' ? rgbToBgr(bytes) : bytes);
}

function planesOf(data: Pixels['data'], channels: number): Float32Array {
  const plane = data.length / channels;
  const out = new Float32Array(data.length);
  for (let c = 0; c < channels; c++) for (let i = 0; i < plane; i++) out[c * plane + i] = data[i * channels + c];
  return out;
}
