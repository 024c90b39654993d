import { type ArtifactFile, encodePack } from '@openbpu/artifact';
import { fail } from '@openbpu/diagnostics';
import { BOARD } from '../catalogue';

/** A `.bin` file that is packed: as it was opened, and its bytes. */
export interface PackedFile {
  readonly file: string;
  readonly opened: ArtifactFile;
  readonly bytes: Uint8Array;
}

/**
 * Several models in one file, each as it is, as pieces to write one after the other. Throws DiagnosticError (BRD) for
 * a file that is packed already, and for models of one name or of several marches.
 */
export function packModels(files: readonly PackedFile[]): Uint8Array[] {
  const models = new Map<string, Uint8Array>();
  const { march } = files[0].opened.models[0].artifact.header;
  for (const { file, opened, bytes } of files) {
    const at = { name: file, file };
    if (opened.packed) return fail(BOARD.packedAlready({ file }, at));
    const [{ name, artifact }] = opened.models;
    if (models.has(name)) return fail(BOARD.sameName({ file, model: name }, at));
    if (artifact.header.march !== march)
      return fail(BOARD.otherMarch({ file, march: artifact.header.march, others: march }, at));
    models.set(name, bytes);
  }
  return encodePack(models);
}
