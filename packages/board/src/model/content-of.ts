import type { Artifact, ArtifactContent } from '@openbpu/artifact';

/** Everything that an opened `.bin` holds, to be written again. */
export async function contentOf({ header, sections, section }: Artifact): Promise<ArtifactContent> {
  const read = new Map<string, Uint8Array>();
  for (const { name } of sections) read.set(name, await section(name));
  return { header, sections: read };
}
