import type { Constraint } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { ABSENT, type Graph, parseGraph, seededRandom, userName } from '@openbpu/ir';
import { Conv, standardOps } from '@openbpu/ops';
import {
  InsertCalibration,
  type NodeRequest,
  Place,
  Quantise,
  activationForms,
  calibratedActivations,
  requestsOn,
  shareThresholds,
} from '@openbpu/passes';
import { type ResolvedInput, dress, marches, tidyAndPlace } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import { weightThresholds } from '@openbpu/quant';
import type { RuntimeType } from '@openbpu/tensor';
import { type RandomInput, randomFloatGraph } from './random-float-graph';

/** One random case: a quantised graph, and what it was made for. */
export interface DrawnCase {
  readonly text: string;
  readonly quantized: Graph<'quantized'>;
  readonly backend: Backend;
  readonly inputs: readonly ResolvedInput[];
}

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;
const OPS = standardOps();
const MARCHES = marches();

/**
 * Draws a float graph and takes it through dressing, tidying (mostly), placement and quantisation as a conversion
 * would, with random choices for everything a user or a calibration decides: march, types of inputs and outputs,
 * mean, scale, nodes moved to the CPU, thresholds. Most cases drop the march's rules, so that everything comes to the
 * BPU that has an integer form. Throws DiagnosticError where the graph may be refused: nothing for the BPU in it, or
 * accumulators that could overflow.
 */
export async function quantiseDrawn(seed: number, size: number): Promise<DrawnCase> {
  const drawn = randomFloatGraph(seed, size);
  const random = seededRandom(seed ^ 0x5eed);
  const chance = (share: number) => random() < share;
  const context = { ops: OPS, sink: new CollectingSink() };
  const march = MARCHES[Math.floor(random() * MARCHES.length)];
  const sramBytes = [march.features.sramBytes, 1 << 16, 1 << 14][Math.floor(random() * 3)];
  const backend: Backend = {
    ...march,
    features: { ...march.features, sramBytes },
    constraints: chance(0.4) ? march.constraints : march.constraints.filter(formNeeds),
  };
  const inputs = drawn.inputs.map((input, i) => drawInput(input, i === 0, random));
  const runOnCpu = drawn.nodes.filter(() => chance(0.08));
  const runOnBpu = drawn.nodes.filter((node) => !runOnCpu.includes(node) && chance(0.5));

  const outputs = drawOutputs(seed);
  const layerOutputs = seededRandom(seed ^ 0x1a7e)() < 0.2;

  const original = await dress(inputs).run(parseGraph(drawn.text, OPS, 'imported'), context);
  const images = new Set(inputs.filter(({ typeRt }) => typeRt !== 'featuremap').map(({ name }) => name));
  const wide = chance(0.6) ? random() : 0;
  const wideOnes = (names: readonly string[]) =>
    names.filter(() => chance(wide)).map((node): NodeRequest => ({ node, key: 'node_info', ...drawTypes(random) }));
  const tidied = async () => {
    const { nodes } = await tidyAndPlace(backend).run(original, context);
    const requests = { nodes: wideOnes([...new Set(nodes.map(userName))]), images, ...outputs };
    return tidyAndPlace(backend, requests).run(original, context);
  };
  const optimized = chance(0.6)
    ? await tidied()
    : new Place(backend.constraints, backend.policy, {
        nodes: [...requestsOn('CPU', runOnCpu), ...requestsOn('BPU', runOnBpu), ...wideOnes(drawn.nodes)],
        images,
        ...outputs,
      }).run(original, context);

  const spread = 1 + random() * 6;
  const decided = new Map(
    calibratedActivations(optimized).map((id) => [
      id,
      images.has(id) ? IMAGE_THRESHOLD : chance(0.02) ? 0 : 2 ** ((random() * 2 - 1) * spread),
    ]),
  );
  const activations = shareThresholds(optimized, decided, backend.policy, images);
  const forms = activationForms(optimized);
  const channels = new Map(
    [...forms]
      .filter(([, form]) => form.channels && chance(0.5))
      .map(([id, { most }]) => [id, drawChannels(optimized, id, Math.min(activations.get(id)!, most), random)]),
  );
  const floors = new Map(
    [...forms]
      .filter(([, form]) => form.zero && chance(0.7))
      .map(([id]) => [id, drawFloors(optimized, id, channels.get(id) ?? [activations.get(id)!], random)]),
  );
  const thresholds = { activations, channels, floors, weights: weightThresholds(optimized) };
  const calibrated = new InsertCalibration(thresholds).run(optimized);
  const fed = inputs.map((input) => ({ ...input, layoutFed: input.layoutRt }));
  const quantized = new Quantise(fed, { integerOutputs: outputs.outputType !== undefined, layerOutputs }).run(
    calibrated,
  );
  return {
    text: drawn.text,
    quantized,
    backend: hasLargeTable(quantized) ? { ...backend, features: march.features } : backend,
    inputs,
  };
}

/** Whether a table of every int16 is among the constants: it needs the memory that a march has. */
function hasLargeTable(graph: Graph): boolean {
  return graph.nodes.some(({ inputs }) =>
    inputs.some((id) => id !== ABSENT && graph.value(id).constant?.shape[0] === 65536),
  );
}

/** Thresholds of the channels of `id` between nearly nothing and `largest`. */
function drawChannels(graph: Graph, id: string, largest: number, random: () => number): Float32Array {
  return Float32Array.from({ length: graph.value(id).type.shape[1] }, () => largest * 2 ** (-8 * random()));
}

/**
 * How far below 0 the tensor or its channels reach: up to twice as far as above, or not at all, which is what a Relu
 * leaves.
 */
function drawFloors(graph: Graph, id: string, thresholds: ArrayLike<number>, random: () => number): Float32Array {
  const maker = graph.producer(id)!;
  const none = (Conv.is(maker) && maker.attrs.min === 0) || random() < 0.2;
  return Float32Array.from(thresholds, (threshold) => (none ? 0 : 2 * threshold * random()));
}

/** Rules without which an operator has no integer form at all: a Pad that repeats its edge. */
function formNeeds({ appliesTo }: Constraint): boolean {
  return appliesTo !== 'every-op' && appliesTo.includes('Pad');
}

/**
 * How one input is fed: as a feature map, or, where its channels allow, as a picture with or without pre-processing.
 */
function drawInput({ name, shape }: RandomInput, first: boolean, random: () => number): ResolvedInput {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const [, channels] = shape;
  const coloured: readonly (readonly [RuntimeType, 'rgb' | 'bgr' | 'yuv444'])[] = [
    ['nv12', 'rgb'],
    ['nv12', 'bgr'],
    ['yuv444', 'rgb'],
    ['rgb', 'rgb'],
    ['bgr', 'rgb'],
    ['rgb', 'bgr'],
    ['yuv444', 'yuv444'],
  ];
  const picture = first && random() < 0.7 && (channels === 3 || channels === 1);
  const [typeRt, typeTrain] = !picture
    ? (['featuremap', 'featuremap'] as const)
    : channels === 1
      ? (['gray', 'gray'] as const)
      : pick(coloured);
  const normed = picture && random() < 0.6;
  const layoutRt = typeRt === 'nv12' || (shape.length === 4 && random() < 0.5) ? 'NHWC' : 'NCHW';
  return {
    name,
    typeRt,
    typeTrain,
    layoutTrain: 'NCHW',
    layoutRt,
    layoutQuantised: layoutRt,
    shape,
    spaceAndRange: random() < 0.8 ? 'regular' : 'bt601_video',
    ...(normed ? { mean: pick([[127.5], [0], Array.from({ length: channels }, () => random() * 255)]) } : {}),
    ...(normed && random() < 0.7
      ? { scale: pick([[1 / 128], [1 / 255], Array.from({ length: channels }, () => 0.005 + random() / 20)]) }
      : {}),
    dtype: 'float32',
    source: 'ddr',
  };
}

/** The type that a recipe might ask of the outputs; from the seed alone, so that nothing else is drawn otherwise. */
function drawOutputs(seed: number): { readonly outputType?: 'int8' | 'int16' } {
  const draw = seededRandom(seed ^ 0x0f75)();
  if (draw < 0.6) return {};
  return { outputType: draw < 0.8 ? 'int8' : 'int16' };
}

/** The types that a recipe might ask of a node. */
function drawTypes(random: () => number): Pick<NodeRequest, 'inputType' | 'inputTypes' | 'outputType'> {
  const draw = random();
  const output = draw > 0.3 ? ({ outputType: 'int16' } as const) : {};
  if (draw < 0.5) return { inputType: 'int16', ...output };
  return draw < 0.6 ? { inputTypes: { 0: 'int16' }, ...output } : output;
}
