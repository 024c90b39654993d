import { createHash } from 'node:crypto';
import { ALIGNMENT, type ArtifactHeader, readArtifact } from '@openbpu/artifact';
import { type Program, decodeProgram, encodeProgram } from '@openbpu/machine';
import { decodeModel, encodeModel } from '@openbpu/onnx';
import { type Random, bent, noisy, oneOf, whole } from './mutate';

/** That are put in the place of others everywhere. */
export const WORDS = [
  '',
  'x',
  'y',
  'data',
  'conv',
  '0',
  '1',
  '-1',
  '1e999',
  'nan',
  'NHWC',
  'int8',
  'float32',
  '__proto__',
  'Loop',
];
const ONNX_WORDS = [
  ...WORDS,
  ...[
    'Conv',
    'MatMul',
    'Tile',
    'Expand',
    'Range',
    'ConstantOfShape',
    'Reshape',
    'Squeeze',
    'If',
    'Resize',
    'Pad',
    'Concat',
  ],
  ...['Identity', 'Slice', 'Gather', 'Split', 'w1', 'b1', 'c1', 'axes', 'perm', 'pads', 'strides', 'kernel_shape'],
];

/** Fields of the model changed, its encoding sound. */
export function bentModel(random: Random, bytes: Uint8Array): Uint8Array {
  for (;;) {
    try {
      return encodeModel(bent(random, decodeModel(bytes), ONNX_WORDS, 1 + whole(random, 4)));
    } catch (error) {
      // Values that the encoding has no bytes for: another draw.
      if (!(error instanceof Error)) throw error;
    }
  }
}

/** The header, a program or a fragment changed, every hash right: only what the file says is wrong. */
export async function bentBin(random: Random, bytes: Uint8Array): Promise<Uint8Array> {
  const { header, sections, section } = await readArtifact(bytes);
  const contents = new Map<string, Uint8Array>();
  for (const { name } of sections) contents.set(name, await section(name));
  const words = [...WORDS, ...Object.keys(header.tensors), ...contents.keys()];
  for (;;) {
    try {
      const changed = new Map(contents);
      const name = oneOf(random, [...contents.keys()]);
      const part = contents.get(name) ?? new Uint8Array();
      let told: ArtifactHeader = header;
      if (random() < 0.4) told = bent(random, header, words);
      else if (name.endsWith('.program')) changed.set(name, bentProgram(random, part, words));
      else if (name.endsWith('.constants')) changed.set(name, noisy(random, part));
      else changed.set(name, random() < 0.5 ? bentModel(random, part) : noisy(random, part));
      return forge(bytes, told, changed);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
}

function bentProgram(random: Random, bytes: Uint8Array, words: readonly string[]): Uint8Array {
  const program: Program = decodeProgram(bytes);
  if (random() < 0.2) return noisy(random, bytes);
  if (random() < 0.3) return encodeProgram(bent(random, program, words));
  return encodeProgram({ ...program, calls: bent(random, program.calls, words) });
}

/**
 * A `.bin` whose header may contradict itself; the bytes before the header are those of `sound`, its hashes made anew.
 */
function forge(sound: Uint8Array, header: ArtifactHeader, sections: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const padded = (bytes: Uint8Array, fill: number) =>
    Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT, fill)]);
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  let offset = 0;
  const list = Array.from(sections, ([name, bytes]) => {
    const place = { name, offset, length: bytes.length, sha256: sha256(bytes).toString('hex') };
    offset += padded(bytes, 0).length;
    return place;
  });
  const json = Buffer.from(JSON.stringify({ header, sections: list }));
  const preamble = Buffer.from(sound.subarray(0, 64));
  preamble.writeBigUInt64LE(BigInt(json.length), 16);
  preamble.set(sha256(json), 24);
  return Buffer.concat([preamble, padded(json, 0x20), ...Array.from(sections.values(), (bytes) => padded(bytes, 0))]);
}
