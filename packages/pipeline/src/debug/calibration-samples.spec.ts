import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, encodeNpy, float32 } from '@openbpu/tensor';
import { ONE_INPUT, TWO_INPUTS, dataOf, graphOf, inFolder, refusal, sampleOf } from './calibrated-net.fixture';
import { calibrationSamples } from './calibration-samples';

const two = graphOf(TWO_INPUTS);
const one = graphOf(ONE_INPUT);
const npy = (value: number) => encodeNpy(float32([1, 2, 2, 2], new Float32Array(8).fill(value)));

it('reads the samples of every input', () =>
  inFolder(dataOf(['a.1', 'b'], 2), async (folder) => {
    const samples = calibrationSamples(join(folder, 'data'), two);
    expect(samples.count).toBe(2);
    expect([...(await samples.feeds(1))]).toEqual([
      ['a.1', sampleOf(1)],
      ['b', sampleOf(11)],
    ]);
  }));

it('takes samples in the order of their numbers, and what has none behind them', () => {
  const files = { '10.npy': npy(10), '9.npy': npy(9), 'z.npy': npy(26), 'b.npy': npy(2), '0.npy': npy(0) };
  return inFolder(files, async (folder) => {
    const samples = calibrationSamples(folder, one);
    const first = [];
    for (let i = 0; i < samples.count; i++) first.push((await samples.feeds(i)).get('a.1')!.data[0]);
    expect(first).toEqual([0, 9, 10, 2, 26]);
  });
});

it('takes times in nanoseconds for numbers too', () => {
  const files = { '1764597600000000000.npy': npy(2), '999999999999999999.npy': npy(1), 'a.npy': npy(3) };
  return inFolder(files, async (folder) => {
    const samples = calibrationSamples(folder, one);
    const order = await Promise.all([0, 1, 2].map(async (i) => (await samples.feeds(i)).get('a.1')!.data[0]));
    expect(order).toEqual([1, 2, 3]);
  });
});

it('knows the endings of samples in capitals', () =>
  inFolder({ '0.NPY': npy(4), '1.BIN': bytesOf(sampleOf(3).data) }, async (folder) => {
    const samples = calibrationSamples(folder, one);
    expect(samples.count).toBe(2);
    expect((await samples.feeds(0)).get('a.1')!.data[0]).toBe(4);
    expect((await samples.feeds(1)).get('a.1')).toEqual(sampleOf(3));
  }));

it('reads a folder that is called as the input, where there is none that a conversion names', async () => {
  const graph = graphOf(ONE_INPUT.replaceAll('"a.1"', '"a:0"'));
  const first = (files: Record<string, Uint8Array>) =>
    inFolder(files, async (folder) => (await calibrationSamples(folder, graph).feeds(0)).get('a:0')!.data[0]);
  expect(await first({ 'a:0/0.npy': npy(1) })).toBe(1);
  expect(await first({ 'a:0/0.npy': npy(1), 'a%3A0/0.npy': npy(2) })).toBe(2);
});

it('reads raw files of the type of the input, and leaves others alone', () => {
  const files = { 'a.1/0.bin': bytesOf(sampleOf(3).data), 'a.1/notes.txt': 'x', 'a.1/.hidden.npy': 'x' };
  return inFolder(files, async (folder) => {
    const samples = calibrationSamples(folder, one);
    expect(samples.count).toBe(1);
    expect((await samples.feeds(0)).get('a.1')).toEqual(sampleOf(3));
  });
});

it('finds an input whose name is no file name', () => {
  const graph = graphOf(ONE_INPUT.replaceAll('"a.1"', '"a/1:0"'));
  return inFolder({ 'a%2F1%3A0/0.npy': npy(1) }, async (folder) => {
    expect((await calibrationSamples(folder, graph).feeds(0)).get('a/1:0')!.data[0]).toBe(1);
  });
});

it('refuses what is not there', () =>
  inFolder({ 'data/c/0.npy': npy(1), file: 'x', 'pair/a.1/0.npy': npy(1), 'pair/b/1.npy': npy(1) }, async (folder) => {
    await mkdir(join(folder, 'empty/a.1'), { recursive: true });
    const code = async (name: string, graph = one) =>
      (await refusal(() => calibrationSamples(join(folder, name), graph))).code;
    expect(await code('gone')).toBe('ANA009');
    expect(await code('file')).toBe('ANA009');
    expect(await code('data')).toBe('ANA010');
    expect(await code('data/c', two)).toBe('ANA010');
    expect(await code('empty')).toBe('VIS011');
    expect(await code('pair', two)).toBe('ANA011');
  }));

it('refuses a sample that one input has more, whichever it is', async () => {
  for (const more of ['a.1', 'b'])
    await inFolder({ ...dataOf(['a.1', 'b'], 1), [`data/${more}/1.npy`]: npy(1) }, async (folder) => {
      const { code } = await refusal(() => calibrationSamples(join(folder, 'data'), two));
      expect(code).toBe('ANA011');
    });
});

it('refuses files that do not fit once they are read', () => {
  const files = { '0.npy': encodeNpy(float32([1, 2, 2], [1, 2, 3, 4])), '1.npy': 'text', '2.bin': new Uint8Array(7) };
  return inFolder(files, async (folder) => {
    const samples = calibrationSamples(folder, one);
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await refusal(() => samples.feeds(i))).code);
    expect(codes).toEqual(['VIS033', 'VIS031', 'VIS030']);
  });
});
