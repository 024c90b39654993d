import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { type DType, bytesPerElement, dataFromBytes, int64, makeTensor } from '@openbpu/tensor';
import { resolvedInput } from '../packed.fixture';
import { type PairedFeeds, floatOutputs, outputCosine, prove } from './prove';
import { calibrationSamples, noiseSamples } from './samples';
import { warnOfSamples } from './warn-of-samples';

const OPS = standardOps();
const input = (dtype: DType, calDataDir: string) => ({
  ...resolvedInput('i', 'featuremap', [2]),
  dtype,
  calDataDir,
});

describe('samples of an input that is not float32', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'elements-'));
    await writeFile(join(folder, '0.bin'), Buffer.alloc(16, 1));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['int64', 'float32', 'int64', ['PIP061']],
    ['uint8', 'uint8', 'uint8', []],
    ['float32', 'uint8', 'uint8', []],
  ] as const)('of %s where cal_data_type is %s are %s', async (dtype, calDataType, read, codes) => {
    const sink = new CollectingSink();
    const [sample] = await calibrationSamples([{ ...input(dtype, folder), calDataType }], '/', sink);
    expect(sample.inputs[0]).toMatchObject({ dtype: read, fed: dtype });
    expect(sink.diagnostics.map(({ code }) => code)).toEqual(codes);
    for (const { at } of sink.diagnostics) expect(at).toEqual({ name: 'cal_data_type' });
    expect(noiseSamples([input(dtype, folder)])[0].inputs[0]).toMatchObject({ fed: dtype });
  });

  it('may all be one value', async () => {
    const sink = new CollectingSink();
    await warnOfSamples(await calibrationSamples([input('int64', folder)], '/', sink), sink);
    expect(sink.diagnostics.map(({ code }) => code)).toEqual(['PIP061']);
  });
});

describe('samples of several inputs', () => {
  let folder: string;
  const named = (name: string) => ({ ...input('uint8', join(folder, name)), name });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'several-'));
    for (const [name, files] of Object.entries({ a: ['0', '1'], b: ['p', 'q'], c: ['0'] })) {
      await mkdir(join(folder, name));
      for (const file of files) await writeFile(join(folder, name, `${file}.bin`), Buffer.alloc(2, 1));
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are the k-th file of every folder', async () => {
    const samples = await calibrationSamples([named('a'), named('b')], folder, new CollectingSink());
    const files = samples.map(({ inputs }) => inputs.map((each) => each.kind === 'file' && basename(each.file)));
    expect(files).toEqual([
      ['0.bin', 'p.bin'],
      ['1.bin', 'q.bin'],
    ]);
  });

  it('leave out what lies in a folder beside them, and say so', async () => {
    const told = async (sink = new CollectingSink()) => {
      const samples = await calibrationSamples([named('b')], folder, sink);
      return [samples.length, sink.diagnostics];
    };
    expect(await told()).toEqual([2, []]);
    for (const name of ['more', 'last']) await mkdir(join(folder, 'b', name));
    await writeFile(join(folder, 'b', 'more', 'r.bin'), Buffer.alloc(2, 1));
    const facts = { folder: join(folder, 'b'), folders: ['last', 'more'] };
    expect(await told()).toMatchObject([2, [{ code: 'VIS060', facts, at: { name: 'cal_data_dir' } }]]);
  });

  it('are refused where folders hold more and fewer', async () => {
    const asked = calibrationSamples([named('a'), named('c')], folder, new CollectingSink());
    await expect(asked).rejects.toThrow(/PIP011 .*: a 2, c 1\n/);
    await expect(asked).rejects.toMatchObject({ diagnostics: [{ at: { name: 'cal_data_dir' } }] });
  });
});

describe('the proof of outputs that are no floats', () => {
  const lanes = new LanePool(1);
  afterAll(() => lanes.close());
  const text = (last: number) =>
    `input i: int64[4]\nconst c: int64[1] = [${last}]\nm: y = Concat(i, c) {axis: 0}\n` +
    'r: z = Reshape(i) {shape: [2, 2]}\noutput y\noutput z';
  const graphs = (last: number) =>
    [parseGraph(text(0), OPS, 'optimized'), parseGraph(text(last), OPS, 'quantized')] as const;
  const feeds = (values: readonly number[]) => {
    const feed = new Map([['i', int64([4], values)]]);
    return { float: feed, quantised: feed };
  };

  const cosineOf = async (float: Graph<'optimized'>, integers: Graph<'quantized'>, sample: PairedFeeds) => {
    const known = await floatOutputs(float, [sample], lanes, () => {});
    return outputCosine(float, integers, [sample], known, lanes, () => {});
  };

  it('takes outputs without elements for the same', async () => {
    const nothing = 'input i: int64[0]\nm: y = Concat(i, i) {axis: 0}\noutput y';
    const feed = new Map([['i', int64([0], [])]]);
    const [float, same] = [parseGraph(nothing, OPS, 'optimized'), parseGraph(nothing, OPS, 'quantized')];
    expect(await cosineOf(float, same, { float: feed, quantised: feed })).toBe(1);
  });

  it('counts the elements that are the same', async () => {
    const [float, same] = graphs(0);
    const { outputs, nodes } = await prove(float, same, [feeds([5, 6, 7, -8])], lanes);
    expect(outputs.map(({ cosine }) => cosine)).toEqual([1, 1]);
    expect([...nodes.values()]).toEqual([1, 1]);
    const other = await prove(float, graphs(1)[1], [feeds([5, 6, 7, -8])], lanes);
    expect(other.outputs.map(({ cosine, chebyshev }) => [cosine, chebyshev])).toEqual([
      [0.8, 1],
      [1, 0],
    ]);
    expect(await cosineOf(...graphs(1), feeds([1, 2, 3, 4]))).toBe(0.9);
  });

  it.each(['int8', 'uint8', 'int16', 'int32', 'bool'] as const)('counts elements of %s', async (dtype) => {
    const text = (values: string) =>
      `input i: ${dtype}[4]\nconst c: ${dtype}[1] = [${values}]\nm: y = Concat(i, c) {axis: 0}\noutput y`;
    const bytes = new Uint8Array(4 * bytesPerElement(dtype)).fill(1);
    const feed = new Map([['i', makeTensor(dtype, [4], dataFromBytes(dtype, bytes))]]);
    const cosine = async (first: string, second: string) => {
      const [float, integers] = [parseGraph(text(first), OPS, 'optimized'), parseGraph(text(second), OPS, 'quantized')];
      return (await prove(float, integers, [{ float: feed, quantised: feed }], lanes)).outputs[0].cosine;
    };
    expect(await cosine('1', '1')).toBe(1);
    expect(await cosine('1', '0')).toBeCloseTo(0.8, 9);
  });

  it('finds nothing alike in a node that gives more than its twin', async () => {
    const text = (more: string) =>
      `input i: int64[4]\nm: p = Concat(i, i${more}) {axis: 0}\nr: y = Reshape(i) {shape: [2, 2]}\noutput y`;
    const [float, longer] = [parseGraph(text(''), OPS, 'optimized'), parseGraph(text(', i'), OPS, 'quantized')];
    const { nodes } = await prove(float, longer, [feeds([1, 2, 3, 4])], lanes);
    expect([...nodes]).toEqual([
      ['m', 0],
      ['r', 1],
    ]);
  });

  it('looks for no node where it begins while an output is as like as it must be', async () => {
    const text = (value: number) =>
      `input i: int64[4]\nconst c: int64[1] = [${value}]\nconst d: int64[45] = splat 0\n` +
      'm: p = Concat(i, c) {axis: 0}\nn: y = Concat(p, d) {axis: 0}\noutput y\noutput p';
    const [float, integers] = [parseGraph(text(0), OPS, 'optimized'), parseGraph(text(1), OPS, 'quantized')];
    const { outputs } = await prove(float, integers, [feeds([1, 2, 3, 4])], lanes);
    expect(outputs.map(({ cosine, fall }) => [cosine, fall])).toEqual([
      [0.98, undefined],
      [0.8, { node: 'm', cosine: 0.8 }],
    ]);
  });
});
