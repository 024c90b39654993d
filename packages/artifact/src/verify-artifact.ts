import { type Diagnostic } from '@openbpu/diagnostics';
import { ARTIFACT } from './catalogue';
import { aligned } from './layout';
import { type Artifact } from './open-artifact';
import { sha256 } from './write-artifact';

/**
 * Reads every byte of an opened `.bin`, one section at a time, and names each damaged one. Empty: the file is what was
 * written (the header was checked when it was opened).
 */
export async function verifyArtifact({ name, sections, source }: Artifact): Promise<readonly Diagnostic[]> {
  const at = { name, file: name };
  const problems: Diagnostic[] = [];
  for (const section of sections) {
    const bytes = await source.read(section.offset, aligned(section.length));
    const found = sha256(bytes.subarray(0, section.length));
    if (found !== section.sha256)
      problems.push(ARTIFACT.badSection({ section: section.name, expected: section.sha256, found }, at));
    const stray = bytes.subarray(section.length).findIndex((byte) => byte !== 0);
    if (stray >= 0) problems.push(ARTIFACT.badPadding({ offset: section.offset + section.length + stray }, at));
  }
  return problems;
}
