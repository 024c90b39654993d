import { DiagnosticError } from '@openbpu/diagnostics';
import { type PictureChain, type Tensor, makeTensor } from '@openbpu/tensor';
import type { Image } from '../image/image';
import { readImage } from '../image/read-image';
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

/** A picture file through a chain. Every complaint names the file. Fails with GRD and VIS003, VIS004, VIS006. */
export async function readThroughChain(file: string, chain: PictureChain): Promise<Tensor<'float32'>> {
  const image = await readImage(file);
  try {
    return runChain(image, chain);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    throw new DiagnosticError(
      error.diagnostics.map((diagnostic) => ({ ...diagnostic, at: { name: file, file } })),
      { cause: error },
    );
  }
}

function planesOf(data: Pixels['data'], channels: number): Float32Array {
  const plane = data.length / channels;
  const out = new Float32Array(data.length);
  for (let c = 0; c < channels; c++) for (let i = 0; i < plane; i++) out[c * plane + i] = data[i * channels + c];
  return out;
}
