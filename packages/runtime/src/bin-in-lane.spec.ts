import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArtifact } from '@openbpu/artifact';
import { CollectingSink } from '@openbpu/diagnostics';
import { type Tensor, int8, makeTensor } from '@openbpu/tensor';
import { BinExecutor } from './bin-executor';
import { BinInLane } from './bin-in-lane';
import type { Executor } from './executor';
import { Lane } from './lane/lane';
import { tinyBin } from './tiny-bin.fixture';

const SHAPE = [1, 1, 2, 2];
const lane = new Lane();
afterAll(() => lane.close());

const bytes = (...values: number[]) => makeTensor('uint8', SHAPE, Uint8Array.from(values));
const values = (tensor: Tensor | undefined) => Array.from(tensor!.data, Number);

describe.each([
  ['BinExecutor', async (bin: Uint8Array): Promise<Executor> => BinExecutor.open(await readArtifact(bin), lane)],
  ['BinInLane', (bin: Uint8Array): Promise<Executor> => BinInLane.open(bin, lane)],
])('%s', (_, open) => {
  it('takes the bytes of a picture and gives what its steps compute', async () => {
    const executor = await open(tinyBin());
    expect(executor.inputs).toEqual([{ name: 'x', type: { dtype: 'uint8', shape: SHAPE, layout: 'NCHW' } }]);
    const results = await executor.run(new Map([['x', bytes(128, 129, 255, 0)]]));
    expect([...results.keys()]).toEqual(['y']);
    expect(values(results.get('y'))).toEqual([1, 1.5, 63.5, -63]);
    await executor.close();
  });

  it('gives tensors inside a program when they are tapped', async () => {
    const executor = await open(tinyBin());
    expect([...executor.tappable].sort()).toEqual(['a', 'q', 'x', 'y']);
    const results = await executor.run(new Map([['x', int8(SHAPE, [0, 1, 126, 127])]]), ['a', 'q']);
    expect(values(results.get('a'))).toEqual([1, 2, 127, 127]);
    expect(values(results.get('q'))).toEqual([2, 3, 127, 127]);
  });

  it('refuses what does not fit, and a program of another machine', async () => {
    const executor = await open(tinyBin());
    await expect(executor.run(new Map())).rejects.toThrow(/RUN001/);
    await expect(
      executor.run(
        new Map(
          [['x', bytes(1, 2, 3, 4)]].map(([name, tensor]) => [name as string, { ...(tensor as Tensor), shape: [4] }]),
        ),
      ),
    ).rejects.toThrow(/RUN002/);
    await expect(open(tinyBin({ machineVersion: 999 }))).rejects.toThrow(/RUN004/);
  });
});

it('opens a file by its path, and says what is wrong with one that is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bin-'));
  try {
    const file = join(folder, 'net.bin');
    await writeFile(file, tinyBin());
    const executor = await BinInLane.open(file, lane);
    expect(values((await executor.run(new Map([['x', bytes(0, 0, 0, 0)]]))).get('y'))).toEqual([-63, -63, -63, -63]);
    await writeFile(file, 'nothing of the kind');
    await expect(BinInLane.open(file, lane)).rejects.toThrow(/ART\d+/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('passes on what the lane noted, once a run', async () => {
  const sink = new CollectingSink();
  const [input] = (await readArtifact(tinyBin({}, { channels: 3 }))).header.inputs;
  const nv12 = tinyBin({ inputs: [{ ...input, typeRt: 'nv12' }] }, { channels: 3 });
  const executor = await BinInLane.open(nv12, lane, sink);
  for (let runs = 1; runs <= 2; runs++) {
    await executor.run(new Map([['x', makeTensor('uint8', [1, 3, 2, 2], new Uint8Array(12))]]));
    expect(sink.diagnostics.map(({ code }) => code)).toEqual(new Array(runs).fill('RUN003'));
  }
});
