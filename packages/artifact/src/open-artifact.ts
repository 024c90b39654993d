import { createHash } from 'node:crypto';
import { fail } from '@openbpu/diagnostics';
import * as z from 'zod';
import { type ArtifactHeader, artifactHeaderSchema, contradictionIn } from './artifact-header';
import { type ByteSource, fileSource, memorySource } from './byte-source';
import { nestingOf } from './canonical-json';
import { ARTIFACT } from './catalogue';
import { FORMAT_VERSION, MAGIC, MAX_HEADER, PREAMBLE, aligned } from './layout';
import { sha256 } from './write-artifact';

/** Where one section lies; `offset` counts from the beginning of the file. */
export interface ArtifactSection {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

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

const MAX_NESTING = 128;

const envelopeSchema = z.strictObject({
  header: artifactHeaderSchema,
  sections: z.array(
    z.strictObject({
      name: z.string().min(1),
      offset: z.int().min(0),
      length: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** Opens a `.bin` file; only its header is read. Throws DiagnosticError for anything that is not a sound one. */
export async function openArtifact(path: string): Promise<Artifact> {
  return readFrom(fileSource(path));
}

/** The same for a `.bin` in memory; sections are views on `bytes`. */
export async function readArtifact(bytes: Uint8Array, name?: string): Promise<Artifact> {
  return readFrom(memorySource(bytes, name));
}

async function readFrom(source: ByteSource): Promise<Artifact> {
  const at = { name: source.name, file: source.name };
  const wrong = (problem: string, cause?: unknown) => fail(ARTIFACT.badHeader({ problem }, at), cause);
  const json = await readHeaderText(source);
  const envelope = parseEnvelope(json.text, wrong);
  const first = PREAMBLE + aligned(json.bytes);
  let end = 0;
  const names = new Set<string>();
  for (const { name, offset, length } of envelope.sections) {
    if (names.has(name)) wrong(`it lists section "${name}" twice`);
    if (offset !== end) wrong(`section "${name}" does not begin where the one before it ends`);
    names.add(name);
    end = aligned(offset + length);
  }
  if (first + end !== source.size) fail(ARTIFACT.truncated({ expected: first + end, found: source.size }, at));
  const contradiction = contradictionIn(envelope.header, names);
  if (contradiction !== undefined) wrong(contradiction);
  const sections = envelope.sections.map((section) => ({ ...section, offset: first + section.offset }));
  return {
    name: source.name,
    formatVersion: FORMAT_VERSION,
    bytes: source.size,
    headerBytes: json.bytes,
    header: envelope.header,
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

async function readHeaderText(source: ByteSource): Promise<{ text: string; bytes: number }> {
  const at = { name: source.name, file: source.name };
  const preamble = await source.read(0, Math.min(PREAMBLE, source.size));
  if (!MAGIC.every((byte, i) => preamble[i] === byte)) fail(ARTIFACT.notAnArtifact({}, at));
  if (preamble.byteLength < PREAMBLE) fail(ARTIFACT.truncated({ expected: PREAMBLE, found: preamble.byteLength }, at));
  const view = new DataView(preamble.buffer, preamble.byteOffset, PREAMBLE);
  const version = view.getUint32(8, true);
  if (version !== FORMAT_VERSION) fail(ARTIFACT.otherVersion({ found: version, known: FORMAT_VERSION }, at));
  if (view.getUint32(12, true) !== 0 || view.getBigUint64(56, true) !== 0n)
    fail(ARTIFACT.badHeader({ problem: 'reserved bytes are in use' }, at));
  const bytes = Number(view.getBigUint64(16, true));
  if (bytes > MAX_HEADER) fail(ARTIFACT.badHeader({ problem: `it claims to have ${bytes} bytes` }, at));
  const room = PREAMBLE + aligned(bytes);
  if (room > source.size) fail(ARTIFACT.truncated({ expected: room, found: source.size }, at));
  const padded = await source.read(PREAMBLE, aligned(bytes));
  const json = padded.subarray(0, bytes);
  const hash = createHash('sha256').update(json).digest();
  if (!hash.equals(preamble.subarray(24, 56))) fail(ARTIFACT.badHeader({ problem: 'its SHA-256 differs' }, at));
  if (padded.subarray(bytes).some((byte) => byte !== 0x20))
    fail(ARTIFACT.badHeader({ problem: 'bytes after it are not spaces' }, at));
  return { text: Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString('utf8'), bytes };
}

function parseEnvelope(
  text: string,
  wrong: (problem: string, cause?: unknown) => never,
): z.infer<typeof envelopeSchema> {
  if (nestingOf(text) > MAX_NESTING) wrong('it is nested too deeply');
  const parsed = envelopeSchema.safeParse(parseJson(text, wrong));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return wrong(`${issue.path.join('.') || 'its root'}: ${issue.message}`);
}

function parseJson(text: string, wrong: (problem: string, cause?: unknown) => never): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return wrong('it is not JSON', error);
  }
}
