import type { CalDataType } from '@openbpu/config';
import { bytesOf } from '@openbpu/tensor';
import {
  type Fit,
  type Image,
  type TrainingEncoding,
  encodeInput,
  encodeTrainingInput,
  fitImage,
} from '@openbpu/vision';
import { join } from 'node:path';
import { writeOutput } from '../write-output';

/**
 * How a picture becomes a raw sample: what the recipe calls `input_type_train`, `input_layout_train` and
 * `cal_data_type`.
 */
export interface RawSampleOptions extends TrainingEncoding {
  readonly dtype: CalDataType;
  /** To the size of the model; pictures stay as they are without it. */
  readonly fit?: Fit;
}

/**
 * Writes one picture as `<folder>/<name>.<type>`: its numbers 0..255 without a header, little-endian, as a calibration
 * folder holds them; mean and scale are not applied. Gives the path. Fails with VIS004 when a crop does not fit, DMO002
 * when it cannot be written.
 */
export async function writeRawSample(
  folder: string,
  name: string,
  image: Image,
  options: RawSampleOptions,
): Promise<string> {
  const fitted = options.fit ? await fitImage(image, options.fit) : image;
  const { data } = options.dtype === 'uint8' ? encodeInput(fitted, options) : encodeTrainingInput(fitted, options);
  const file = join(folder, `${name}.${options.type}`);
  writeOutput(file, bytesOf(data));
  return file;
}
