import { basename } from 'node:path';
import { fail } from '@openbpu/diagnostics';
import * as z from 'zod';
import type { ArtifactHeader } from './artifact-header';
import { type ByteSource, fileSource, memorySource, partOf } from './byte-source';
import { ARTIFACT } from './catalogue';
import { FORMAT_VERSION } from './layout';
import { type ArtifactSection, type Head, readHead } from './read-head';
import { sha256 } from './write-artifact';

/**
 * An opened `.bin`: its header has been checked, its sections are read when somebody asks. Nothing in it is executed.
 */
export interface Artifact {
  /** What messages call it: its path, or `.bin`. */
  readonly name: string;
  readonly formatVersion: number;
  /** Of the whole file. */
  readonly bytes: number;
  readonly headerBytes: number;
  readonly header: ArtifactHeader;
  /** In the order of the file. */
  readonly sections: readonly ArtifactSection[];
  readonly source: ByteSource;
  /**
   * The bytes of a section, checked against their hash. Throws RangeError for a name that is not there: a bug of the
   * caller.
   */
  section(name: string): Promise<Uint8Array>;
}

/** One of the models of a file. */
export interface NamedArtifact {
  /** As it was packed, or, of a file with one model, what the recipe calls its files. */
  readonly name: string;
  readonly artifact: Artifact;
}

/** A file with one model, or with several packed together. */
export interface ArtifactFile {
  readonly packed: boolean;
  readonly models: readonly NamedArtifact[];
}

/**
 * Opens a `.bin` file with one model; only its header is read. Throws DiagnosticError for anything that is not a sound
 * one, and for a packed one.
 */
export async function openArtifact(path: string): Promise<Artifact> {
  return readArtifactFrom(fileSource(path));
}

/** The same for a `.bin` in memory; sections are views on `bytes`. */
export async function readArtifact(bytes: Uint8Array, name?: string): Promise<Artifact> {
  return readArtifactFrom(memorySource(bytes, name));
}

/** Opens a `.bin` file, packed or not; only headers are read. Throws DiagnosticError as `openArtifact` does. */
export async function openArtifactFile(path: string): Promise<ArtifactFile> {
  return readFileFrom(fileSource(path));
}

/** The same for a file in memory. */
export async function readArtifactFile(bytes: Uint8Array, name?: string): Promise<ArtifactFile> {
  return readFileFrom(memorySource(bytes, name));
}

async function readArtifactFrom(source: ByteSource): Promise<Artifact> {
  const head = await readHead(source);
  if (isOfOne(head)) return artifactOf(source, head);
  const models = head.sections.map(({ name }) => name);
  return fail(ARTIFACT.packed({ models }, { name: source.name, file: source.name }));
}

async function readFileFrom(source: ByteSource): Promise<ArtifactFile> {
  const head = await readHead(source);
  if (isOfOne(head)) {
    const artifact = artifactOf(source, head);
    return { packed: false, models: [{ name: modelNameOf(artifact), artifact }] };
  }
  const models = head.sections.map(async ({ name, offset, length }) => {
    const member = partOf(source, offset, length, `${source.name}:${name}`);
    return { name, artifact: await readArtifactFrom(member) };
  });
  return { packed: true, models: await Promise.all(models) };
}

/** What files of the model are called: by its recipe, else as the file it lies in. */
function modelNameOf({ name, header: { recipe } }: Artifact): string {
  const named = namedSchema.safeParse(recipe);
  return named.success ? named.data.model.prefix : basename(name).replace(/\.bin$/i, '');
}

const namedSchema = z.object({ model: z.object({ prefix: z.string().min(1) }) });

function isOfOne(head: Head): head is Head & { readonly header: ArtifactHeader } {
  return head.header !== undefined;
}

function artifactOf(
  source: ByteSource,
  { header, headerBytes, sections }: Head & { readonly header: ArtifactHeader },
): Artifact {
  const at = { name: source.name, file: source.name };
  return {
    name: source.name,
    formatVersion: FORMAT_VERSION,
    bytes: source.size,
    headerBytes,
    header,
    sections,
    source,
    async section(name) {
      const section = sections.find((candidate) => candidate.name === name);
      if (section === undefined) throw new RangeError(`${source.name} has no section "${name}"`);
      const bytes = await source.read(section.offset, section.length);
      const found = sha256(bytes);
      if (found !== section.sha256) fail(ARTIFACT.badSection({ section: name, expected: section.sha256, found }, at));
      return bytes;
    },
  };
}
