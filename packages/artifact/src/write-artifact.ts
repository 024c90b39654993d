import { createHash } from 'node:crypto';
import { type ArtifactHeader, artifactHeaderSchema, contradictionIn } from './artifact-header';
import { canonicalJson } from './canonical-json';
import { FORMAT_VERSION, MAGIC, MAX_HEADER, PREAMBLE, aligned } from './layout';

/** What goes into a `.bin`. Sections are written in the order of the map. */
export interface ArtifactContent {
  readonly header: ArtifactHeader;
  readonly sections: ReadonlyMap<string, Uint8Array>;
}

/**
 * The bytes of a `.bin`, as pieces to write one after the other; sections are not copied. Equal content gives equal
 * bytes. Throws TypeError for a header that does not keep its schema or contradicts the sections: a bug of the caller.
 */
export function encodeArtifact({ header, sections }: ArtifactContent): Uint8Array[] {
  const parsed = artifactHeaderSchema.safeParse(header);
  if (!parsed.success)
    throw new TypeError(
      'the artifact header is wrong: ' +
        `${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  const problem = sections.has('') ? 'a section has no name' : contradictionIn(parsed.data, new Set(sections.keys()));
  if (problem !== undefined) throw new TypeError(`the artifact contradicts itself: ${problem}`);
  return encodeWith({ header: parsed.data }, sections);
}

/** The bytes of a file with several models, each a whole `.bin`, by their names. See `encodeArtifact`. */
export function encodePack(models: ReadonlyMap<string, Uint8Array>): Uint8Array[] {
  if (models.size === 0 || models.has('')) throw new TypeError('a pack has models, and each has a name');
  return encodeWith({ packed: true }, models);
}

function encodeWith(head: object, sections: ReadonlyMap<string, Uint8Array>): Uint8Array[] {
  let offset = 0;
  const list = [];
  const body: Uint8Array[] = [];
  for (const [name, bytes] of sections) {
    list.push({ name, offset, length: bytes.byteLength, sha256: sha256(bytes) });
    offset += aligned(bytes.byteLength);
    body.push(bytes, new Uint8Array(aligned(bytes.byteLength) - bytes.byteLength));
  }
  const json = Buffer.from(canonicalJson({ ...head, sections: list }), 'utf8');
  if (json.byteLength > MAX_HEADER)
    throw new TypeError(`the artifact header has ${json.byteLength} bytes, and may have ${MAX_HEADER}`);
  return [...encodeHead(json), ...body].filter(({ byteLength }) => byteLength > 0);
}

/** Preamble and padded header around a JSON text. */
export function encodeHead(json: Uint8Array): Uint8Array[] {
  const preamble = new Uint8Array(PREAMBLE);
  const view = new DataView(preamble.buffer);
  preamble.set(MAGIC, 0);
  view.setUint32(8, FORMAT_VERSION, true);
  view.setBigUint64(16, BigInt(json.byteLength), true);
  preamble.set(createHash('sha256').update(json).digest(), 24);
  return [preamble, json, new Uint8Array(aligned(json.byteLength) - json.byteLength).fill(0x20)];
}

/** Hexadecimal SHA-256. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The whole `.bin` in one array. See `encodeArtifact`. */
export function writeArtifact(content: ArtifactContent): Uint8Array {
  return new Uint8Array(Buffer.concat(encodeArtifact(content)));
}
