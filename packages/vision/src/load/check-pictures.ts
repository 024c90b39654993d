import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import type { Label } from './read-labels';

/**
 * Fails with VIS024, at the line of the first, when pictures that `file` labels are not in `folder`; with VIS010 when
 * that is not there.
 */
export function checkPictures(labels: readonly Label[], folder: string, file: string): void {
  if (!existsSync(folder)) fail(VISION.folderMissing({ folder, what: 'pictures' }));
  const [first, ...others] = labels.filter(({ name }) => !existsSync(join(folder, name)));
  if (first)
    fail(
      VISION.picturesMissing(
        { name: first.name, folder, others: others.length },
        { name: first.name, file, line: first.line },
      ),
    );
}
