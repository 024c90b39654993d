import { rm } from 'node:fs/promises';
import { parseGraph, statedMetadata, typesRead } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { seenIn, tinyFolder } from '../recipe-job.fixture';
import { RIVER } from '../river';
import { OPTIMISE } from './optimise';

let folder: string;
beforeAll(async () => (folder = await tinyFolder()));
afterAll(() => rm(folder, { recursive: true }));

/** What the convolution reads where int16 is asked of it. */
const asked = (typeRt: string, typeTrain: string) => {
  const values = {
    input_type_rt: typeRt,
    input_type_train: typeTrain,
    node_info: "\"{'conv': {'ON': 'BPU', 'InputType': 'int16'}}\"",
  };
  return seenIn(folder, values, async (job) => {
    const { optimized } = await RIVER.until('optimise').run(job);
    const [{ placement }] = optimized.nodes;
    return placement?.on === 'bpu' && typesRead(placement);
  });
};

it('knows which inputs are pictures, which are read as int8 whatever is asked', async () => {
  expect(await asked('featuremap', 'featuremap')).toBe('int16');
  expect(await asked('rgb', 'rgb')).toBe('int8');
});

it('tells of every pass that is left out', async () => {
  const told = await seenIn(
    folder,
    {},
    async (job) => {
      await RIVER.until('optimise').run(job);
      return job.sink.diagnostics.map(({ code, message }) => `${code} ${message}`);
    },
    { threads: 1, skipPasses: ['fuse-pad', 'fuse-scale', 'fuse-pad'] },
  );
  expect(told).toEqual([
    'PIP066 fuse-pad is left out, as --skip-pass says',
    'PIP066 fuse-scale is left out, as --skip-pass says',
  ]);
});

describe('a name that a table had before types were asked for', () => {
  const original = parseGraph(
    'input x: float32[1x2x7x7] NCHW\nconst w: float32[2x2x3x3] = seed 1\n' +
      'c: y = Conv(x, w) {kernel: [3, 3], dilations: [4, 4], pads: [4, 4, 4, 4]}\noutput y',
    standardOps(),
    'original',
  );
  const told = (info: string) =>
    seenIn(folder, { node_info: `"${info}"` }, async (job) => {
      await OPTIMISE.run({ original, inputs: [], names: new Set(['c', 'folded']) }, job, () => {});
      return job.sink.diagnostics.map(({ code, message }) => `${code} ${message}`);
    });

  it('is one of a node that is left, or of one that is gone', async () => {
    expect(await told("{'c_pad': {'OutputType': 'int8'}}")).toEqual([
      'PAS023 node_info gives integer types to "c_pad", which runs on the CPU in float',
    ]);
    expect(await told("{'c_pad': {'OutputType': 'int16'}, 'c': {'ON': 'BPU', 'OutputType': 'int16'}}")).toEqual([
      'PAS025 node_info names "c_pad", of which nothing is left once the model is tidied',
    ]);
    expect(await told("{'folded': {'OutputType': 'int16'}, 'c': {'OutputType': 'int16'}}")).toEqual([
      'PAS025 node_info names "folded", of which nothing is left once the model is tidied',
    ]);
  });

  it('is not any name', async () => {
    await expect(told("{'c_pat': {'OutputType': 'int16'}}")).rejects.toThrow(/PAS008[^]*did you mean "c_pad"/);
  });
});

describe('a model that is loaded', () => {
  const run = (text: string, ranges: readonly string[], values: Readonly<Record<string, string>> = {}) => {
    const stated = statedMetadata(new Map(ranges.map((id) => [id, { low: -1.28, high: 1.27, type: 'int8' }])));
    const original = parseGraph(text, standardOps(), 'original').at('original', stated);
    return seenIn(folder, { calibration_type: 'load', ...values }, async (job) => {
      const { optimized } = await OPTIMISE.run({ inputs: [], original, names: new Set() }, job, () => {});
      const on = optimized.nodes.map(({ placement }) => (placement?.on === 'cpu' ? placement.because.code : 'bpu'));
      return { on, told: job.sink.diagnostics.map(({ code }) => code) };
    });
  };
  const CONV =
    'input x: float32[1x4x8x8] NCHW\nconst w: float32[4x4x1x1] = seed 1\nc: y = Conv(x, w) {kernel: [1, 1]}\noutput y';
  const LONG = CONV.replace('output y', 'l: z = Log(y)\noutput z');

  it('says how it is quantised, or is refused by its kind', async () => {
    expect(await run(CONV, ['x'])).toEqual({ on: ['bpu'], told: [] });
    await expect(run(CONV, [])).rejects.toThrow(/PIP076 .*the ONNX model does not say how/);
    const caffe = { prototxt: 'a.prototxt', caffe_model: 'a.caffemodel' };
    await expect(run(CONV, [], caffe)).rejects.toThrow(/the Caffe model does not say .*, which only an ONNX model can/);
    expect((await run(CONV, [], { calibration_type: 'skip' })).on).toEqual(['bpu']);
  });

  it('keeps on the CPU what it does not say, and tells of that', async () => {
    expect(await run(`${CONV}\nr: z = Relu(x)\noutput z`, ['y'])).toMatchObject({ on: ['PAS043', 'PAS043'] });
    expect((await run(CONV, ['y'], { calibration_type: 'kl' })).on).toEqual(['bpu']);
  });

  it('is told of where the march does not carry out what it says', async () => {
    expect(await run(LONG, ['x', 'y', 'z'], { march: 'bernoulli2' })).toEqual({
      on: ['bpu', 'PAS001'],
      told: ['PIP077'],
    });
    expect((await run(LONG, ['x', 'y', 'z'], { march: 'bernoulli2', calibration_type: 'kl' })).told).toEqual([]);
  });
});
