import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { LanePool, type SampleRef } from '@openbpu/runtime';
import { bytesOf } from '@openbpu/tensor';
import { resolvedInput } from '../packed.fixture';
import { examineSamples } from './examine-samples';

let folder: string;
const lanes = new LanePool(1);
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'examine-'))));
afterAll(async () => {
  await lanes.close();
  await rm(folder, { recursive: true });
});

const SHAPE = [1, 3, 8, 8];
const imported = parseGraph(
  `input x: float32[1x3x8x8] NCHW
input k: float32[1x3x8x8] NCHW
input n: int32[1]
s: s = Mul(x, k)
const w: float32[2x3x1x1] = [1, 0, 0, 0, 0, 1]
c: c = Conv(s, w) {kernel: [1, 1]}
r: y = Relu(c)
i: m = Identity(n)
output y
output m`,
  standardOps(),
  'imported',
);
const picture = { ...resolvedInput('x', 'rgb', SHAPE), mean: [127.5], scale: [1 / 127.5] };
const map = resolvedInput('k', 'featuremap', SHAPE);
const count = { ...resolvedInput('n', 'featuremap', [1]), dtype: 'int32' } as const;

async function samples(times: number): Promise<SampleRef[]> {
  const write = async (name: string, bytes: Uint8Array) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const found: SampleRef[] = [];
  for (let i = 0; i < 3; i++) {
    const pixels = Float32Array.from({ length: 192 }, (_, at) => Math.round(127 + 120 * Math.sin(at / 20 + i)));
    found.push({
      inputs: [
        {
          ...{ kind: 'file', name: 'x', file: await write(`x${i}.bin`, bytesOf(pixels)) },
          ...{ dtype: 'float32', shape: SHAPE, feed: { kind: 'none' } },
        },
        {
          ...{ kind: 'file', name: 'k', file: await write(`k${i}.bin`, bytesOf(new Float32Array(192).fill(times))) },
          ...{ dtype: 'float32', shape: SHAPE, feed: { kind: 'none' } },
        },
        {
          ...{ kind: 'file', name: 'n', file: await write(`n${i}.bin`, bytesOf(Int32Array.of(3))) },
          ...{ dtype: 'int32', fed: 'int32', shape: [1], feed: { kind: 'none' } },
        },
      ] as SampleRef['inputs'],
    });
  }
  return found;
}

it('looks at every input of real numbers, and feeds the others as they are', async () => {
  const told: string[] = [];
  const inputs = [picture, map, count];
  const look = async (times: number) =>
    examineSamples({ imported, inputs, samples: await samples(times), lanes }, { looked: 2, runs: 1 }, (what, done) =>
      told.push(`${what} ${done}`),
    );
  const [x, k, ...others] = await look(1);
  expect(others).toEqual([]);
  expect([x.input, x.diagnosis.range.kind, x.flaws.count, x.diagnosis.runs]).toEqual(['x', 'bytes', 2, 2]);
  expect([k.input, k.diagnosis.range.kind, k.flaws.solid]).toEqual(['k', 'constant', []]);
  expect(told).toEqual(['examine 1', 'examine 2']);
  const [louder] = await look(Math.E);
  expect(louder.diagnosis.asGiven!.spread - x.diagnosis.asGiven!.spread).toBeCloseTo(1, 4);
});

it('feeds other inputs with what the recipe makes of their samples', async () => {
  const spread = async (scale: number) => {
    const inputs = [picture, { ...resolvedInput('k', 'rgb', SHAPE), scale: [scale] }, count];
    const request = { imported, inputs, samples: await samples(1), lanes };
    const [x] = await examineSamples(request, { looked: 1, runs: 1 }, () => {});
    return x.diagnosis.asGiven!.spread;
  };
  expect((await spread(Math.E)) - (await spread(1))).toBeCloseTo(1, 4);
});

it('takes labels, and looks briefly where it is told', async () => {
  const request = { imported, inputs: [picture, map, count], samples: await samples(1), lanes };
  const [x] = await examineSamples(request, { looked: 3, runs: 3, brief: true, labels: [0, 0, 0] }, () => {});
  expect([x.diagnosis.findings, x.diagnosis.runs]).toEqual([[], 0]);
});
