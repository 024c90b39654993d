import { openArtifactFile } from '@openbpu/artifact';
import { type PackedFile, packModels } from '@openbpu/board';
import { FILE_KINDS, readUserFile } from '@openbpu/guard';
import { refuseOverSource } from '../files/same-file';
import { writeWhole } from '../files/write-whole';

export interface PackRequest {
  readonly files: readonly string[];
  /** The file that is written. */
  readonly output: string;
}

export interface PackResult {
  readonly output: string;
  /** By the names under which they lie in it. */
  readonly models: readonly string[];
  readonly bytes: number;
}

/** Packs `.bin` files into one. Throws DiagnosticError for what the user can mend; then nothing is written. */
export async function packFiles({ files, output }: PackRequest): Promise<PackResult> {
  refuseOverSource(files, { path: output, flag: '-o', example: 'comb.bin' });
  const read: PackedFile[] = [];
  for (const file of files)
    read.push({ file, opened: await openArtifactFile(file), bytes: readUserFile(file, FILE_KINDS.bin) });
  const pieces = packModels(read);
  writeWhole(output, pieces);
  return {
    output,
    models: read.flatMap(({ opened }) => opened.models.map(({ name }) => name)),
    bytes: pieces.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}
