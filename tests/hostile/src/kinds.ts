import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALIGNMENT, type ArtifactHeader, readArtifact, verifyArtifact } from '@openbpu/artifact';
import { parseRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import { type Program, decodeProgram, encodeProgram } from '@openbpu/machine';
import { decodeModel, encodeModel } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { dress, marches, tidyAndPlace } from '@openbpu/pipeline';
import { BinExecutor, type Lane } from '@openbpu/runtime';
import { allocate, decodeNpy, makeTensor, sizeOf } from '@openbpu/tensor';
import { checkPictures, readImage, readLabels, readRawSample } from '@openbpu/vision';
import { type Random, bent, noisy, oneOf, retold, whole } from './mutate';
import { CAFFE_BLOB, RECIPE, type SeedFiles, caffemodel } from './seed-files';

/** Where a hostile file is tried: a folder of its own with the sound files, and a lane for what ONNX Runtime runs. */
export interface Bench {
  readonly folder: string;
  readonly seeds: SeedFiles;
  readonly lane: Lane;
}

/** One kind of file: how hostile ones are made, what reads them in this process, and which command takes them. */
export interface Kind {
  readonly name: keyof SeedFiles;
  /** Where the program looks for it. */
  readonly file: string;
  make(random: Random, bench: Bench): Promise<Uint8Array> | Uint8Array;
  read(file: string, bytes: Uint8Array, bench: Bench): Promise<void>;
  readonly argv: readonly string[];
}

const WORDS = [
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
const CAFFE_WORDS = [
  ...WORDS,
  'Convolution',
  'Pooling',
  'Concat',
  'Slice',
  'Reshape',
  'Eltwise',
  'dim',
  'layer',
  'LSTM',
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
const RECIPE_WORDS = [...WORDS, ...(RECIPE.match(/[a-z_]{4,}/g) ?? []), 'nv12', 'gray', 'featuremap', 'kl', 'default'];

export const KINDS: readonly Kind[] = [
  {
    name: 'recipe',
    file: 'recipe.yaml',
    make: (random, { seeds }) => textual(random, seeds.recipe, RECIPE_WORDS),
    async read(file, bytes) {
      const known = marches();
      parseRecipe(new TextDecoder().decode(bytes), {
        file,
        marches: known.map(({ march }) => march),
        marchRules: (march) => known.find((backend) => backend.march === march)?.recipe,
      });
    },
    argv: ['makertbin', '--model-type', 'onnx', '--config', 'recipe.yaml'],
  },
  {
    name: 'prototxt',
    file: 'net.prototxt',
    make: (random, { seeds }) => textual(random, seeds.prototxt, CAFFE_WORDS),
    read: (file, _, { folder }) => checkCaffe(file, join(folder, 'net.caffemodel')),
    argv: [
      'checker',
      '--model-type',
      'caffe',
      '--march',
      'bernoulli2',
      '--proto',
      'net.prototxt',
      '--model',
      'net.caffemodel',
    ],
  },
  {
    name: 'caffemodel',
    file: 'net.caffemodel',
    make: (random, { seeds }) =>
      random() < 0.3 ? noisy(random, seeds.caffemodel) : caffemodel(bent(random, CAFFE_BLOB, CAFFE_WORDS)),
    read: (file, _, { folder }) => checkCaffe(join(folder, 'net.prototxt'), file),
    argv: [
      'checker',
      '--model-type',
      'caffe',
      '--march',
      'bayes-e',
      '--proto',
      'net.prototxt',
      '--model',
      'net.caffemodel',
    ],
  },
  {
    name: 'onnx',
    file: 'model.onnx',
    make: (random, { seeds }) => (random() < 0.2 ? noisy(random, seeds.onnx) : bentModel(random, seeds.onnx)),
    async read(file) {
      const importer = new OnnxImporter();
      const sink = new CollectingSink();
      const read = await importer.match({ kind: 'onnx', model: file });
      if (read) await place(await importer.translate(read, standardOps(), sink), sink);
    },
    argv: ['checker', '--model-type', 'onnx', '--march', 'bayes-e', '--model', 'model.onnx'],
  },
  {
    name: 'bin',
    file: 'net.bin',
    make: (random, { seeds }) => (random() < 0.2 ? noisy(random, seeds.bin) : bentBin(random, seeds.bin)),
    async read(_, bytes, { lane }) {
      const artifact = await readArtifact(bytes);
      await verifyArtifact(artifact);
      const executor = await BinExecutor.open(artifact, lane);
      try {
        const feeds = executor.inputs.map(
          ({ name, type: { dtype, shape } }) =>
            [name, makeTensor(dtype, shape, allocate(dtype, sizeOf(shape)))] as const,
        );
        await executor.run(new Map(feeds));
      } finally {
        await executor.close();
      }
    },
    argv: ['infer', '--model', 'net.bin', '--image', 'a.bmp'],
  },
  {
    name: 'sample',
    file: 'samples/0.bin',
    make: (random, { seeds }) => noisy(random, random() < 0.5 ? seeds.sample : seeds.npy),
    read: async (file) => void (await readRawSample(file, 'float32', [1, 3, 8, 8])),
    argv: ['makertbin', '--model-type', 'onnx', '--config', 'calibrated.yaml'],
  },
  {
    name: 'npy',
    file: 'x.npy',
    make: (random, { seeds }) => bentNpy(random, seeds.npy),
    async read(file, bytes) {
      const other = await readRawSample(file, 'float32', [1, 3, 8, 8]).catch(() => undefined);
      const tensor = decodeNpy(bytes);
      if (other && other.data.length !== tensor.data.length) throw new Error('the readers disagree');
    },
    argv: ['infer', '--model', 'model.onnx', '--input', 'x=x.npy'],
  },
  {
    name: 'picture',
    file: 'a.bmp',
    make: (random, { seeds }) => noisy(random, seeds.picture),
    read: async (file) => void (await readImage(file)),
    argv: ['infer', '--model', 'out/net.bin', '--image', 'a.bmp'],
  },
  {
    name: 'labels',
    file: 'labels.txt',
    make: (random, { seeds }) =>
      textual(random, seeds.labels, ['../a.bmp', '/etc/passwd', 'a.bmp', ' 1', '\n', '9'.repeat(20)]),
    read: async (file, _, { folder }) => checkPictures(readLabels(file), folder, file),
    argv: ['evaluate', '--model', 'out/net.bin', '--image-path', '.', '--label-path', 'labels.txt'],
  },
];

function textual(random: Random, bytes: Uint8Array, words: readonly string[]): Uint8Array {
  if (random() < 0.3) return noisy(random, bytes);
  return Buffer.from(retold(random, Buffer.from(bytes).toString('utf8'), words));
}

/** Fields of the model changed, its encoding sound. */
function bentModel(random: Random, bytes: Uint8Array): Uint8Array {
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
async function bentBin(random: Random, bytes: Uint8Array): Promise<Uint8Array> {
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

function bentNpy(random: Random, bytes: Uint8Array): Uint8Array {
  if (random() < 0.3) return noisy(random, bytes);
  const start = 10;
  const length = bytes[8] + 256 * bytes[9];
  const text = Buffer.from(bytes.subarray(start, start + length)).toString('latin1');
  const told = retold(random, text, ['<f4', '<f8', '|b1', '<i8', 'True', 'fortran_order', '4294967296', '(', ')', ',']);
  const padded = Buffer.from(random() < 0.5 ? told.slice(0, length).padEnd(length) : told, 'latin1');
  const head = Uint8Array.from(bytes.subarray(0, start));
  head[8] = padded.length & 255;
  head[9] = (padded.length >> 8) & 255;
  return Buffer.concat([head, padded, bytes.subarray(start + length)]);
}

async function checkCaffe(prototxt: string, caffemodel: string): Promise<void> {
  const importer = new CaffeImporter();
  const sink = new CollectingSink();
  const files = await importer.match({ kind: 'caffe', prototxt, caffemodel });
  if (files) await place(await importer.translate(files, standardOps(), sink), sink);
}

/** What `checker` does with a graph, sizes aside that it refuses first. */
async function place(imported: Graph<'imported'>, sink: CollectingSink): Promise<void> {
  for (const { type } of imported.values.values()) if (sizeOf(type.shape) > 2 ** 24) return;
  const context = { ops: standardOps(), sink };
  await tidyAndPlace(marches()[0]).run(await dress([]).run(imported, context), context);
}

/** Writes the hostile file where its kind is looked for; gives the path. */
export function put({ file }: Kind, bytes: Uint8Array, { folder }: Bench): string {
  const path = join(folder, file);
  writeFileSync(path, bytes);
  return path;
}
