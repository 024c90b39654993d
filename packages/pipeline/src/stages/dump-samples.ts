import { type SampleRef, loadSample } from '@openbpu/runtime';
import { encodeNpy, makeTensor } from '@openbpu/tensor';
import { escapeName } from '../run/save-tensors';
import type { WriteAside } from './write-aside';

/** The folder that `debug_mode: dump_calibration_data` fills. */
export const CALIBRATION_DATA = 'calibration_data';

/**
 * Writes every calibration sample as the float model is fed with it, one after the other:
 * `calibration_data/<input>/<i>.npy`, of the element type of the input, counted from 0. Throws DiagnosticError for a
 * sample that cannot be read.
 */
export async function dumpSamples(
  samples: readonly SampleRef[],
  files: Pick<WriteAside, 'writeData'>,
  progress: (done: number) => void,
): Promise<void> {
  for (const [i, sample] of samples.entries()) {
    for (const { name, dtype, shape, data } of await loadSample(sample)) {
      await files.writeData(
        `${CALIBRATION_DATA}/${escapeName(name)}/${i}.npy`,
        encodeNpy(makeTensor(dtype, shape, data)),
      );
    }
    progress(i + 1);
  }
}
