import { listFolder } from './list-folder';

/**
 * Paths of the calibration samples directly in `folder` (any extension; one file is one sample), sorted by name.
 * Fails with VIS010, GRD002 or VIS011.
 */
export function listSamples(folder: string): string[] {
  return listFolder(folder, 'calibration samples', () => true);
}
