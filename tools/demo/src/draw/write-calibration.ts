import type { CalDataType } from '@openbpu/config';
import { writeRawSample } from '../raw/write-raw-sample';
import { drawSign } from './draw-sign';
import { type SetOptions, setMembers } from './set-members';

export interface CalibrationOptions extends SetOptions {
  /** `uint8` unless told. */
  readonly dtype?: CalDataType;
}

/**
 * Draws `count` pictures, classes in turn, as raw RGB samples in NCHW into `folder`, as the demo's recipe wants them.
 * Fails with DMO002.
 */
export async function writeCalibration(folder: string, options: CalibrationOptions): Promise<void> {
  for (const { name, classIndex, seed } of setMembers('calibration', options)) {
    await writeRawSample(folder, name, await drawSign(classIndex, seed), {
      type: 'rgb',
      layout: 'NCHW',
      dtype: options.dtype ?? 'uint8',
    });
  }
}
