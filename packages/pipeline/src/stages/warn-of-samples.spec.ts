import { writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CollectingSink } from '@openbpu/diagnostics';
import type { SampleRef } from '@openbpu/runtime';
import { bytesOf } from '@openbpu/tensor';
import { warnOfSamples } from './warn-of-samples';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'samples-'))));
afterEach(() => rm(folder, { recursive: true }));

async function heard(kind: 'image' | 'none', ...samples: readonly (readonly number[])[]) {
  const feed =
    kind === 'none'
      ? ({ kind } as const)
      : ({ kind, from: 'gray', to: 'gray', layout: 'NCHW', range: 'regular' } as const);
  const refs = await Promise.all(
    samples.map(async (values, i): Promise<SampleRef> => {
      const file = join(folder, `${i}.bin`);
      await writeFile(file, bytesOf(Float32Array.from(values)));
      return {
        inputs: [{ kind: 'file', name: 'data', file, dtype: 'float32', shape: [1, 1, 1, values.length], feed }],
      };
    }),
  );
  const sink = new CollectingSink();
  await warnOfSamples(refs, sink);
  return sink.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

it('is silent about pixels, dark ones and those of a resize that overshoots too', async () => {
  expect(await heard('image', [0, 255], [3, 7])).toEqual([]);
  expect(await heard('image', [-11.5, 262])).toEqual([]);
  expect(await heard('image', [0, 12])).toEqual([]);
});

it('warns of pictures that are normalised already', async () => {
  expect(await heard('image', [0, 0.5], [0, 1])).toEqual([
    expect.stringMatching(/^PIP043 .*"data" hold values from 0 to 1,/),
  ]);
  expect(await heard('image', [-2.11791, 2.64])).toEqual([expect.stringMatching(/^PIP043 .* from -2.118 to 2.64,/)]);
  expect(await heard('image', [-127.5, 127.5])).toEqual([expect.stringMatching(/^PIP043/)]);
  expect(await heard('image', [0, 1e30])).toEqual([expect.stringMatching(/^PIP043/)]);
});

it.each([
  [[-32, 287], true],
  [[-33, 255], false],
  [[0, 288], false],
  [[-1, 60], true],
  [[-1.5, 60], false],
  [[-20, 127.5], false],
  [[-20, 128], true],
  [[0, 1], false],
  [[0, 1.5], true],
])('takes values from %j for pixels: %s', async (values, pixels) => {
  expect((await heard('image', values)).length === 0).toBe(pixels);
});

it('looks at every input by itself', async () => {
  const input = (name: string, values: readonly number[]) => {
    const file = join(folder, `${name}.bin`);
    writeFileSync(file, bytesOf(Float32Array.from(values)));
    return { kind: 'file', name, file, dtype: 'float32', shape: [2], feed: { kind: 'none' } } as const;
  };
  const sink = new CollectingSink();
  await warnOfSamples([{ inputs: [input('a', [1, 2]), input('b', [7, 7]), input('c', [3, 4])] }], sink);
  expect(sink.diagnostics).toMatchObject([{ code: 'PIP044', facts: { input: 'b', value: '7' }, at: { name: 'b' } }]);
});

it('takes feature maps of any range', async () => {
  expect(await heard('none', [-2, 2], [0, 1e6])).toEqual([]);
});

it('warns of samples that are all one value', async () => {
  expect(await heard('image', [7, 7], [7, 7])).toEqual([expect.stringMatching(/^PIP044 .*"data" hold nothing but 7$/)]);
  expect(await heard('none', [0, 0])).toEqual([expect.stringMatching(/^PIP044/)]);
});

it('has nothing to say of noise, or of values that are no numbers, which are refused elsewhere', async () => {
  const sink = new CollectingSink();
  await warnOfSamples([{ inputs: [{ kind: 'seeded', name: 'data', shape: [1], seed: 1, image: true }] }], sink);
  expect(sink.diagnostics).toEqual([]);
  expect(await heard('image', [NaN, 3, 200])).toEqual([]);
  expect(await heard('image', [NaN, NaN])).toEqual([]);
});

it('looks at pictures through their chain', async () => {
  const file = join(folder, 'a.png');
  await writeFile(file, '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>');
  const chain = { readMode: 'opencv', steps: [] } as const;
  const feed = { kind: 'image', from: 'bgr', to: 'bgr', layout: 'NHWC', range: 'regular' } as const;
  const sink = new CollectingSink();
  const picture = { kind: 'file', name: 'data', file, dtype: 'float32', shape: [1, 1, 2, 3], feed, chain } as const;
  await warnOfSamples([{ inputs: [picture] }], sink);
  expect(sink.diagnostics.map(({ message }) => message)).toEqual([expect.stringMatching(/"data" hold nothing but 0/)]);
});
