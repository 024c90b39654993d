import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MakertbinResult } from '@openbpu/pipeline';
import { convertModel } from './convert-model';
import { MODELS, type RealModel } from './models';
import { pictureFeeds } from './quantised-feeds';
import type { NodeInfos } from './recipe-text';
import { compareThree } from './three-executors';
import { lossesOf } from './weights-only';

const WANTED = ['resnet8', 'squeezenet_v1.1', 'mobilenet_v1', 'mobilenet_v2', 'yunet', 'nanodet', 'yolox_nano'];
/** How far int16 may be from what its weights cost. */
const RATIO = 1.1;
const SLACK = 1e-6;
const WORST_NODES = 3;
const INT16 = { ON: 'BPU', InputType: 'int16', OutputType: 'int16' };

/**
 * What int16 gives: for every output 1 − cosine, the mean over the calibration samples, with weights of 8 bits and
 * activations in float32 (the floor), with int8, with every node asked to be int16, and with the three nodes of the
 * lowest cosine, one JSON line an output. Ends with 1 where int16 is farther than 1.1 times the floor, a node is in
 * float that was not before, the three executors differ, or the three nodes make an output worse.
 *
 *   node tests/river/dist/int16.js [--calibration max|kl] [--samples N] [--march M] [model …]
 */
async function main(argv: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: string) =>
    argv.includes(`--${name}`) ? argv[argv.indexOf(`--${name}`) + 1] : otherwise;
  const wanted = argv.filter((word, i) => !word.startsWith('--') && !(argv[i - 1] ?? '').startsWith('--'));
  const names = wanted.length > 0 ? wanted : WANTED;
  const choice = {
    calibration: option('calibration', 'max'),
    samples: Number(option('samples', '8')),
    march: option('march', 'bayes-e'),
  };
  for (const model of MODELS.filter(({ name }) => names.some((each) => name === each || name.startsWith(`${each}_`)))) {
    const folder = await mkdtemp(join(tmpdir(), 'int16-'));
    try {
      for (const row of await compare(model, folder, choice)) {
        process.stdout.write(`${JSON.stringify(row)}\n`);
        if (!row.holds) process.exitCode = 1;
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function compare(
  model: RealModel,
  folder: string,
  choice: { readonly calibration: string; readonly samples: number; readonly march: string },
) {
  const [typeRt] = model.typesRt;
  const convert = (name: string, nodeInfo?: NodeInfos) =>
    convertModel(model, join(folder, name), { ...choice, typeRt, dump: true, ...(nodeInfo ? { nodeInfo } : {}) });
  const narrow = await convert('int8');
  const onBpu = narrow.record.nodes.filter(({ on }) => on === 'BPU');
  const ask = (nodes: readonly { readonly node: string }[]): NodeInfos =>
    Object.fromEntries(nodes.map(({ node }) => [node, INT16]));
  const wide = await convert('int16', ask(onBpu));
  const worst = onBpu
    .filter(({ cosine }) => cosine !== undefined)
    .sort((a, b) => a.cosine! - b.cosine!)
    .slice(0, WORST_NODES);
  const few = await convert('worst', ask(worst));
  const [int8, int16, worst3] = [
    await lossesOf(narrow.workingDir, model.name),
    await lossesOf(wide.workingDir, model.name),
    await lossesOf(few.workingDir, model.name),
  ];
  const agreement = await compareThree(
    join(wide.workingDir, `${model.name}_quantized_model.onnx`),
    join(wide.workingDir, `${model.name}.bin`),
    (graph) => pictureFeeds(model, graph, typeRt, 1),
  );
  const cpu = ({ record }: MakertbinResult) => record.nodes.filter(({ on }) => on === 'CPU').length;
  const lost = [...int8.quantised];
  const [worstOutput] = lost.reduce((a, b) => (b[1] > a[1] ? b : a));
  return lost.map(([name]) => {
    const figures = {
      floor: int16.floor.get(name)!,
      int8: int8.quantised.get(name)!,
      int16: int16.quantised.get(name)!,
      worst3: worst3.quantised.get(name)!,
    };
    const better = name === worstOutput ? figures.worst3 < figures.int8 : figures.worst3 <= figures.int8;
    return {
      model: model.name,
      output: name,
      ...figures,
      worst: worst.map(({ node }) => node),
      cpuNodes: { int8: cpu(narrow), int16: cpu(wide) },
      mismatches: agreement.mismatches.length,
      compared: agreement.compared,
      holds:
        figures.int16 <= RATIO * figures.floor + SLACK &&
        better &&
        cpu(wide) <= cpu(narrow) &&
        agreement.mismatches.length === 0,
    };
  });
}

void main(process.argv.slice(2));
