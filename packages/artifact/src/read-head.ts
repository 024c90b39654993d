import { createHash } from 'node:crypto';
import { fail } from '@openbpu/diagnostics';
import * as z from 'zod';
import { type ArtifactHeader, artifactHeaderSchema, contradictionIn } from './artifact-header';
import type { ByteSource } from './byte-source';
import { nestingOf } from './canonical-json';
import { ARTIFACT } from './catalogue';
import { FORMAT_VERSION, MAGIC, MAX_HEADER, PREAMBLE, aligned } from './layout';

/** Where one section lies; `offset` counts from the beginning of the file. */
export interface ArtifactSection {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What stands before the sections, and where they lie; both are whole and agree. */
export interface Head {
  readonly headerBytes: number;
  readonly sections: readonly ArtifactSection[];
  /** Absent where the sections are models. */
  readonly header?: ArtifactHeader;
}

/** Reads what stands before the sections. Throws DiagnosticError where it is not sound. */
export async function readHead(source: ByteSource): Promise<Head> {
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
  const sections = envelope.sections.map((section) => ({ ...section, offset: first + section.offset }));
  const head = { headerBytes: json.bytes, sections };
  if ('packed' in envelope) return head;
  const contradiction = contradictionIn(envelope.header, names);
  if (contradiction !== undefined) wrong(contradiction);
  return { ...head, header: envelope.header };
}

const MAX_NESTING = 128;

const sectionsSchema = z.array(
  z.strictObject({
    name: z.string().min(1),
    offset: z.int().min(0),
    length: z.int().min(0),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
);
const modelSchema = z.strictObject({ header: artifactHeaderSchema, sections: sectionsSchema });
/** A header is read once in a process, and writing a parser for it takes longer than reading it without. */
const ONCE = { jitless: true };
/** Several `.bin` files in one: each is a section, named after its model. */
const packSchema = z.strictObject({ packed: z.literal(true), sections: sectionsSchema.min(1) });

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
): z.infer<typeof modelSchema> | z.infer<typeof packSchema> {
  if (nestingOf(text) > MAX_NESTING) wrong('it is nested too deeply');
  const json = parseJson(text, wrong);
  const isPack = typeof json === 'object' && json !== null && 'packed' in json;
  const parsed = isPack ? packSchema.safeParse(json, ONCE) : modelSchema.safeParse(json, ONCE);
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
