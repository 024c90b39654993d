import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArtifact, verifyArtifact } from '@openbpu/artifact';
import type { ProgramName } from '@openbpu/cli';
import { parseRecipe } from '@openbpu/config';
import { CollectingSink } from '@openbpu/diagnostics';
import { CaffeImporter } from '@openbpu/importer-caffe';
import { OnnxImporter } from '@openbpu/importer-onnx';
import type { Graph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { dress, marches, tidyAndPlace } from '@openbpu/pipeline';
import { BinExecutor, type Lane } from '@openbpu/runtime';
import { allocate, decodeNpy, makeTensor, sizeOf } from '@openbpu/tensor';
import { checkPictures, readImage, readLabels, readRawSample } from '@openbpu/vision';
import { WORDS, bentBin, bentModel } from './bent-files';
import { BOARD_KINDS } from './board-kinds';
import { type Random, bent, noisy, retold } from './mutate';
import { CAFFE_BLOB, RECIPE, type SeedFiles, caffemodel } from './seed-files';

/** Where a hostile file is tried: a folder of its own with the sound files, and a lane for what ONNX Runtime runs. */
export interface Bench {
  readonly folder: string;
  readonly seeds: SeedFiles;
  readonly lane: Lane;
}

/** One kind of file: how hostile ones are made, what reads them in this process, and which command takes them. */
export interface Kind {
  readonly name: string;
  /** The sound file that hostile ones are made from. */
  readonly seed: keyof SeedFiles;
  /** Where the program looks for it. */
  readonly file: string;
  make(random: Random, bench: Bench): Promise<Uint8Array> | Uint8Array;
  read(file: string, bytes: Uint8Array, bench: Bench): Promise<void>;
  readonly argv: readonly string[];
  /** The program that takes it; hb_mapper if absent. */
  readonly program?: ProgramName;
}

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
const RECIPE_WORDS = [...WORDS, ...(RECIPE.match(/[a-z_]{4,}/g) ?? []), 'nv12', 'gray', 'featuremap', 'kl', 'default'];

export const KINDS: readonly Kind[] = [
  {
    name: 'recipe',
    seed: 'recipe',
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
    seed: 'prototxt',
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
    seed: 'caffemodel',
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
    seed: 'onnx',
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
    seed: 'bin',
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
    seed: 'sample',
    file: 'samples/0.bin',
    make: (random, { seeds }) => noisy(random, random() < 0.5 ? seeds.sample : seeds.npy),
    read: async (file) => void (await readRawSample(file, 'float32', [1, 3, 8, 8])),
    argv: ['makertbin', '--model-type', 'onnx', '--config', 'calibrated.yaml'],
  },
  {
    name: 'npy',
    seed: 'npy',
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
    seed: 'picture',
    file: 'a.bmp',
    make: (random, { seeds }) => noisy(random, seeds.picture),
    read: async (file) => void (await readImage(file)),
    argv: ['infer', '--model', 'out/net.bin', '--image', 'a.bmp'],
  },
  {
    name: 'labels',
    seed: 'labels',
    file: 'labels.txt',
    make: (random, { seeds }) =>
      textual(random, seeds.labels, ['../a.bmp', '/etc/passwd', 'a.bmp', ' 1', '\n', '9'.repeat(20)]),
    read: async (file, _, { folder }) => checkPictures(readLabels(file), folder, file),
    argv: ['evaluate', '--model', 'out/net.bin', '--image-path', '.', '--label-path', 'labels.txt'],
  },
  ...BOARD_KINDS,
];

function textual(random: Random, bytes: Uint8Array, words: readonly string[]): Uint8Array {
  if (random() < 0.3) return noisy(random, bytes);
  return Buffer.from(retold(random, Buffer.from(bytes).toString('utf8'), words));
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
