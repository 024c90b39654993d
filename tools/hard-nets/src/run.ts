import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exportModel, encodeModel } from '@openbpu/onnx';
import { LanePool } from '@openbpu/runtime';
import { script } from '@openbpu/testkit';
import { floatFeed, heardMaxima, outputDifference } from './float-runs';
import { clampedTensors, hardCopy } from './hard-copy';
import type { HardNet, Pictures } from './hard-net';
import { importNet } from './import-net';
import { type Way, judgeNet, writeSamples } from './judge-net';
import { NETS } from './nets';
import { type Row, lineOf, tableOf } from './table';

/** How far outputs of a copy may be from those of the net, relative to the largest. */
const TOLERANCE = 1e-4;
const SEED = 1;

/** Ways to quantise: of the net itself, and of its hard copy. */
const OF_NET: readonly Way[] = [
  { calibration: 'default' },
  { calibration: 'default', effort: 2 },
  { calibration: 'default', effort: 3 },
];
const OF_COPY: readonly Way[] = [
  { calibration: 'kl' },
  { calibration: 'default' },
  { calibration: 'default', effort: 2 },
  { calibration: 'default', effort: 3 },
  { calibration: 'max' },
];

/** Of the copy, where 16 bits are allowed too: fewer steps of the ladder, since each takes minutes. */
const OF_COPY_WIDE: readonly Way[] = [{ calibration: 'default', int16: true }];

/**
 * Copies trained classifiers with other scales of their channels, so that the function stays and quantising becomes
 * hard, and prints what each calibration makes of the net and of its copy, beside the float model:
 *
 *   node tools/hard-nets/dist/run.js [--net NAME …] [--images N] [--seed N] [--out FOLDER] [--copies-only] [--int16]
 *
 * `--int16` adds the copy with 16 bits where `hb_mapper tune` puts them for 15 % more time at most.
 * Nets: squeezenet_v1.1, mobilenet_v1, mobilenet_v2, rep-net; all of them unless named. Ends with 1 where outputs of a
 * copy differ from those of its net by more than 1e-4 of the largest, on any of the pictures.
 */
async function main(words: readonly string[]): Promise<number> {
  const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
  const named = words.filter((_, i) => words[i - 1] === '--net');
  const unknown = named.find((name) => !NETS.some(({ model }) => model.name === name));
  if (unknown !== undefined) throw new TypeError(`there is no net "${unknown}"`);
  const images = Number(option('--images') ?? 400);
  const seed = Number(option('--seed') ?? SEED);
  const ways = words.includes('--int16') ? [...OF_COPY, ...OF_COPY_WIDE] : OF_COPY;
  let code = 0;
  for (const net of NETS.filter(({ model }) => named.length === 0 || named.includes(model.name))) {
    const folder = await mkdtemp(join(tmpdir(), 'hard-nets-'));
    try {
      const all = await net.pictures(join(folder, 'pictures'));
      const pictures = { ...all, labels: all.labels.slice(0, images) };
      const out = resolve(option('--out') ?? join(folder, 'copies'));
      const { file, difference, told } = await writeCopy(net, pictures, out, seed);
      console.log(told);
      if (!(difference <= TOLERANCE)) code = 1;
      if (words.includes('--copies-only')) continue;
      const copy = { ...net, model: { ...net.model, files: { onnx: file } } };
      const rows = [
        ...(await rowsOf('net', net, OF_NET, pictures, join(folder, 'net'))),
        ...(await rowsOf('copy', copy, ways, pictures, join(folder, 'copy'))),
      ];
      console.log(`${tableOf(rows)}\n`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return code;
}

/** Writes the hard copy of a net and runs it beside the net on all pictures. */
async function writeCopy(net: HardNet, { calibration, folder, labels }: Pictures, out: string, seed: number) {
  const graph = await importNet(net);
  const files = [...calibration, ...labels.map((line) => join(folder, line.split(' ')[0]))];
  const feeds = files.map((file) => () => floatFeed(net, file));
  const lanes = new LanePool();
  try {
    const heard = await heardMaxima(graph, clampedTensors(graph), feeds, lanes);
    const copy = hardCopy(graph, seed, heard);
    const difference = await outputDifference(graph, copy.graph, feeds, lanes);
    await mkdir(out, { recursive: true });
    const file = join(out, `${net.model.name}_hard.onnx`);
    await writeFile(file, encodeModel(exportModel(copy.graph, { record: false })));
    const clamped = copy.clamped === 0 ? '' : `, ${copy.clamped} left alone at a clamp`;
    const told =
      `${net.model.name}: ${copy.scaled} channels scaled${clamped}; outputs differ by ${difference.toExponential(1)} ` +
      `of the largest on ${files.length} pictures`;
    return { file, difference, told };
  } finally {
    await lanes.close();
  }
}

async function rowsOf(
  what: string,
  net: HardNet,
  ways: readonly Way[],
  pictures: Pictures,
  folder: string,
): Promise<Row[]> {
  await writeSamples(net, pictures.calibration, folder);
  const rows: Row[] = [];
  for (const way of ways) {
    const row = { what, way, judged: await judgeNet(net, way, pictures, folder) };
    console.error(lineOf(row));
    rows.push(row);
  }
  return rows;
}

script(module, main);
