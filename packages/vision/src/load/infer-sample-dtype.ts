import { basename } from 'node:path';

/**
 * Element type of the samples in `folder` when the recipe has no `cal_data_type`: float32 when its name ends in `_f32`,
 * else uint8.
 */
export function inferSampleDType(folder: string): 'float32' | 'uint8' {
  return basename(folder).endsWith('_f32') ? 'float32' : 'uint8';
}
