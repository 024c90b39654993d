import { type ArtifactHeader } from './artifact-header';
import { type Artifact } from './open-artifact';
import { type ArtifactSection } from './read-head';

/** Everything a `.bin` says about itself, as plain data to print. */
export interface ArtifactSummary {
  readonly name: string;
  readonly formatVersion: number;
  readonly bytes: number;
  readonly headerBytes: number;
  readonly header: ArtifactHeader;
  readonly sections: readonly ArtifactSection[];
  /** How many steps of each kind. */
  readonly steps: Readonly<Record<ArtifactHeader['steps'][number]['kind'], number>>;
  /** Steps a user may delete, in order. */
  readonly removable: readonly string[];
}

export function inspectArtifact({
  name,
  formatVersion,
  bytes,
  headerBytes,
  header,
  sections,
}: Artifact): ArtifactSummary {
  const steps = { bpu: 0, cpu: 0, edge: 0 };
  for (const { kind } of header.steps) steps[kind]++;
  const removable = header.steps.filter((step) => step.removable).map((step) => step.name);
  return { name, formatVersion, bytes, headerBytes, header, sections, steps, removable };
}
