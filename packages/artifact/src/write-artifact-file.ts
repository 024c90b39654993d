import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { fail } from '@openbpu/diagnostics';
import { ARTIFACT } from './catalogue';
import { systemReason } from './system-reason';
import { type ArtifactContent, encodeArtifact } from './write-artifact';

/**
 * Writes a `.bin` beside its place and moves it there when it is whole: at no time does a half-written file bear the
 * name. Returns the number of bytes.
 */
export async function writeArtifactFile(path: string, content: ArtifactContent): Promise<number> {
  const pieces = encodeArtifact(content);
  const aside = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(aside, 'wx');
    try {
      for (const piece of pieces) await file.writeFile(piece);
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    fail(ARTIFACT.cannotWrite({ reason }, { name: path, file: path }), error);
  }
  return pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
