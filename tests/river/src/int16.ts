import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MakertbinResult, marches } from '@openbpu/pipeline';
import { Lane } from '@openbpu/runtime';
import { clamp } from '@openbpu/tensor';
import { script } from '@openbpu/testkit';
import { ComparedStages } from './compared-stages';
import { convertModel } from './convert-model';
import { MODELS, type RealModel } from './models';
import { pictureFeeds } from './quantised-feeds';
import type { NodeInfos } from './recipe-text';
import { weightsOf16Bits, weightsOnly } from './rounded-parts';
import { compareThree } from './three-executors';
import { weightTimes } from './wide-weights-ms';
import { worstNodes } from './worst-nodes';

const WANTED = ['resnet8', 'squeezenet_v1.1', 'mobilenet_v1', 'mobilenet_v2', 'yunet', 'nanodet', 'yolox_nano'];
/** How far int16 may be from what its weights cost. */
const RATIO = 1.1;
const SLACK = 1e-6;
const WORST_NODES = 3;
/** How many samples judge a model, and how many pixels they come to between those bounds. */
const [FEWEST, MOST, PIXELS] = [16, 200, 2 ** 20];
const INT16 = { ON: 'BPU', InputType: 'int16', OutputType: 'int16' };

/**
 * What int16 gives: for every output 1 − cosine, the mean over the calibration samples, with weights of 8 bits and
 * activations in float32 (the floor), with weights of 16 bits and activations in float32, with int8, with every node
 * asked to be int16, and with the three worst nodes, which are those whose activations alone, rounded to int8 in an
 * otherwise float model, cost the outputs most; and what weights of 16 bits would take by the clock. One JSON line an
 * output. Ends with 1 where int16 is farther than 1.1 times the floor, a node is in float that was not before, the
 * three executors differ, or the three nodes make an output worse.
 *
 * Without `--samples` there are 16, and up to 200 of small pictures: on fewer, chance decides the softmax of a few
 * classes.
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
    samples: option('samples', ''),
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
  choice: { readonly calibration: string; readonly samples: string; readonly march: string },
) {
  const [typeRt] = model.typesRt;
  const samples = choice.samples === '' ? samplesFor(model) : Number(choice.samples);
  const convert = (name: string, nodeInfo?: NodeInfos) =>
    convertModel(model, join(folder, name), {
      ...choice,
      samples,
      typeRt,
      dump: true,
      ...(nodeInfo ? { nodeInfo } : {}),
    });
  const narrow = await convert('int8');
  const onBpu = narrow.record.nodes.filter(({ on }) => on === 'BPU').map(({ node }) => node);
  const ask = (nodes: readonly string[]): NodeInfos => Object.fromEntries(nodes.map((node) => [node, INT16]));
  const wide = await convert('int16', ask(onBpu));
  const { int8, worst } = await inStages(narrow, model.name, async (stages) => ({
    int8: await stages.lossesOf(await stages.stage('quantized')),
    worst: await worstNodes(stages, await stages.stage('calibrated'), WORST_NODES),
  }));
  const few = await convert('worst', ask(worst));
  const worst3 = await inStages(few, model.name, async (stages) => stages.lossesOf(await stages.stage('quantized')));
  const { int16, floor, floor16 } = await inStages(wide, model.name, async (stages) => {
    const calibrated = await stages.stage('calibrated');
    return {
      int16: await stages.lossesOf(await stages.stage('quantized')),
      floor: await stages.lossesOf(weightsOnly(calibrated)),
      floor16: await stages.lossesOf(weightsOf16Bits(calibrated)),
    };
  });
  const agreement = await compareThree(
    join(wide.workingDir, `${model.name}_quantized_model.onnx`),
    join(wide.workingDir, `${model.name}.bin`),
    (graph) => pictureFeeds(model, graph, typeRt, 1),
  );
  const { features } = marches().find(({ march }) => march === choice.march)!;
  const weightsMs = await weightTimes(join(wide.workingDir, `${model.name}.bin`), features);
  const cpu = ({ record }: MakertbinResult) => record.nodes.filter(({ on }) => on === 'CPU').length;
  const [worstOutput] = [...int8].reduce((a, b) => (b[1] > a[1] ? b : a));
  return [...int8.keys()].map((name) => {
    const figures = {
      floor: floor.get(name)!,
      floor16: floor16.get(name)!,
      int8: int8.get(name)!,
      int16: int16.get(name)!,
      worst3: worst3.get(name)!,
    };
    const better = name === worstOutput ? figures.worst3 < figures.int8 : figures.worst3 <= figures.int8;
    return {
      model: model.name,
      output: name,
      ...figures,
      worst,
      weightsMs,
      samples,
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

/** So many pictures that chance does not decide: the smaller they are, the more. */
function samplesFor({ samples }: RealModel): number {
  if (samples.kind === 'golden') return FEWEST;
  const { height, width } = samples.fit;
  return clamp(Math.round(PIXELS / (height * width)), FEWEST, MOST);
}

async function inStages<T>(
  { workingDir }: MakertbinResult,
  prefix: string,
  use: (stages: ComparedStages) => Promise<T>,
): Promise<T> {
  const lane = new Lane();
  try {
    return await use(await ComparedStages.open(lane, workingDir, prefix));
  } finally {
    await lane.close();
  }
}

script(module, main);
