import { join } from 'node:path';
import { encodePack } from '@openbpu/artifact';
import {
  EDGE_TYPES,
  infoLines,
  listing,
  modelInfo,
  modelProperties,
  openBoardFile,
  propertyLines,
} from '@openbpu/board';
import { JobEvents, modifyModel, packFiles, perfFiles, perfModel, verifyModel } from '@openbpu/pipeline';
import { bentBin, bentModel } from './bent-files';
import type { Bench, Kind } from './kinds';
import { type Random, noisy } from './mutate';

const FILE = 'net.bin';

const makeBin = (random: Random, { seeds }: Bench) =>
  random() < 0.2 ? noisy(random, seeds.bin) : bentBin(random, seeds.bin);
const bin = { seed: 'bin', file: FILE, make: makeBin } as const;

/** Compiled models through each of the programs that open them. */
export const BOARD_KINDS: readonly Kind[] = [
  {
    ...bin,
    name: 'bin-info',
    read: (file) => told(file),
    program: 'hb_model_info',
    argv: [FILE, '--listing'],
  },
  {
    ...bin,
    name: 'bin-perf',
    read: async (file, _, { folder }) => void (await perfFiles({ file, folder })),
    program: 'hb_perf',
    argv: [FILE],
  },
  {
    ...bin,
    name: 'bin-frames',
    read: (file) => frames(file),
    program: 'hrt_model_exec',
    argv: ['perf', '--model_file', FILE, '--frame_count', '20', '--thread_num', '4', '--profile_path', '.'],
  },
  {
    ...bin,
    name: 'bin-infer',
    /** As `hb_mapper infer` runs it, which the kind `bin` tries. */
    read: (file) => told(file),
    program: 'hrt_model_exec',
    argv: ['infer', '--model_file', FILE, '--input_file', 'a.bmp'],
  },
  {
    ...bin,
    name: 'bin-dump',
    /** It runs the model as `bin-infer` does, and writes the layers that it says it keeps. */
    read: (file) => told(file),
    program: 'hrt_bin_dump',
    argv: ['--model_file', FILE, '--input_file', 'a.bmp', '--dump_path', 'layers'],
  },
  {
    ...bin,
    name: 'bin-modify',
    async read(file, _, { folder }) {
      const output = join(folder, 'modified.bin');
      const { removable } = await modifyModel({ file, types: [], names: [] }, new JobEvents());
      for (const { name } of removable) await modifyModel({ file, types: [], names: [name], output }, new JobEvents());
      await modifyModel({ file, types: EDGE_TYPES, names: [], output }, new JobEvents());
      await told(output);
    },
    program: 'hb_model_modifier',
    argv: [FILE, ...EDGE_TYPES.flatMap((type) => ['-a', type])],
  },
  {
    ...bin,
    name: 'bin-pack',
    async read(file, _, { folder }) {
      const output = join(folder, 'new.bin');
      await packFiles({ files: [file], output });
      await told(output);
    },
    program: 'hb_pack',
    argv: [FILE, '-o', 'new.bin'],
  },
  {
    ...bin,
    name: 'bin-verify',
    read: (file, _, bench) => verified(join(bench.folder, 'quantised.onnx'), file, bench),
    program: 'hb_model_verifier',
    argv: ['-q', 'quantised.onnx', '-b', FILE],
  },
  {
    name: 'quantised',
    seed: 'quantised',
    file: 'quantised.onnx',
    make: (random, { seeds }) => (random() < 0.2 ? noisy(random, seeds.quantised) : bentModel(random, seeds.quantised)),
    read: (file, _, bench) => verified(file, join(bench.folder, FILE), bench),
    program: 'hb_model_verifier',
    argv: ['-q', 'quantised.onnx', '-b', FILE],
  },
  {
    name: 'pack',
    seed: 'pack',
    file: 'packed.bin',
    async make(random, { seeds }) {
      if (random() < 0.3) return noisy(random, seeds.pack);
      const models = new Map([
        ['net', await bentBin(random, seeds.bin)],
        ['other', random() < 0.5 ? noisy(random, seeds.bin) : seeds.bin],
      ]);
      return Buffer.concat(encodePack(models));
    },
    async read(file, _, { folder }) {
      await told(file);
      await frames(file, 'other');
      await perfFiles({ file, folder });
    },
    program: 'hb_perf',
    argv: ['-p', 'packed.bin'],
  },
];

/** Everything that is told of the models of a file. */
async function told(file: string): Promise<void> {
  for (const model of (await openBoardFile(file)).models) {
    infoLines(modelInfo(model));
    listing(model);
    const { inputs, outputs } = modelProperties(model.header);
    for (const [i, input] of inputs.entries()) propertyLines('input', i, input);
    for (const [i, output] of outputs.entries()) propertyLines('output', i, output);
  }
}

async function frames(models: string, name?: string): Promise<void> {
  const model = name === undefined ? {} : { name };
  await perfModel({ models, ...model, coreId: 0, frames: 20, threads: 4, minutes: 0 }, new JobEvents());
}

async function verified(quantised: string, file: string, { lane }: Bench): Promise<void> {
  await verifyModel({ quantised, bin: file, files: [] }, new JobEvents(), lane);
}
