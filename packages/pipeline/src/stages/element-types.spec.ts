import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool } from '@openbpu/runtime';
import { type DType, int64 } from '@openbpu/tensor';
import { resolvedInput } from '../packed.fixture';
import { outputCosine, prove } from './prove';
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
    expect(noiseSamples([input(dtype, folder)])[0].inputs[0]).toMatchObject({ fed: dtype });
  });

  it('may all be one value', async () => {
    const sink = new CollectingSink();
    await warnOfSamples(await calibrationSamples([input('int64', folder)], '/', sink), sink);
    expect(sink.diagnostics.map(({ code }) => code)).toEqual(['PIP061']);
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
    expect(await outputCosine(...graphs(1), [feeds([1, 2, 3, 4])], lanes, () => {})).toBe(0.9);
  });
});
