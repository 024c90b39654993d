import { rm } from 'node:fs/promises';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from '@openbpu/passes';
import { weightThresholds } from '@openbpu/quant';
import { noEffect } from './no-effect';
import { type Job, seenIn, tinyFolder } from './recipe-job.fixture';
import { DRESS } from './stages/dress';
import { QUANTISE } from './stages/quantise';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

/** What the job says of keys without effect. */
const told = ({ sink }: Job) =>
  sink.diagnostics.flatMap(({ code, at, message }) => (code === 'CFG017' ? [`${at?.name}: ${message}`] : []));

const MAP = { input_type_rt: 'featuremap', input_type_train: 'featuremap' };

it('is the warning of the recipe, at the key', () => {
  expect(noEffect('jobs', 'of no reason')).toMatchObject({
    code: 'CFG017',
    severity: 'warning',
    message: 'jobs has no effect: of no reason',
    at: { name: 'jobs' },
  });
});

it.each([
  [
    '1x3x8',
    'NHWC',
    ['input_layout_rt: input_layout_rt has no effect: input "x" has 3 dimensions, and a layout orders four'],
  ],
  ['1x3x8', 'NCHW', []],
  ['1x3x8', '', []],
  ['1x3x8x8', 'NHWC', []],
  ['1x3x8x8x2', 'NHWC', [expect.stringContaining('has 5 dimensions')]],
])('tells of a layout of %s as %s: %j', async (shape, layout, wanted) => {
  const found = await seenIn(folder, { ...MAP, input_layout_rt: layout }, async (job) => {
    const imported = parseGraph(`input x: float32[${shape}]\na: y = Relu(x)\noutput y`, standardOps(), 'imported');
    await DRESS.run({ imported, names: new Set() }, job, () => {});
    return told(job);
  });
  expect(found).toEqual(wanted);
});

it.each([
  ['True', 'Relu(x)', ['layer_out_dump: layer_out_dump has no effect: the model has no convolution']],
  ['True', 'Conv(x, w) {kernel: [1, 1]}', []],
  ['False', 'Relu(x)', []],
])('tells of layers of a model without: %s, %s', async (layer_out_dump, node, wanted) => {
  const found = await seenIn(folder, { ...MAP, layer_out_dump }, async (job) => {
    const text = `input x: float32[1x3x4x4] NCHW\nconst w: float32[4x3x1x1] = seed 1\na: y = ${node} bpu id(0) int8/int8\noutput y`;
    const optimized = parseGraph(text, standardOps(), 'optimized') as Graph<'optimized'>;
    const thresholds = {
      activations: new Map(calibratedActivations(optimized).map((id) => [id, 1])),
      weights: weightThresholds(optimized),
    };
    const calibration = { method: 'max', candidates: [], samples: 1 };
    const before = { inputs: [], original: optimized.at('original'), names: new Set<string>(), optimized, thresholds };
    await QUANTISE.run({ ...before, calibration, drawn: false }, job, () => {});
    return told(job);
  });
  expect(found).toEqual(wanted);
});
