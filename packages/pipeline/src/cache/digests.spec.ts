import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import type { FileInput, SampleRef } from '@openbpu/runtime';
import { Digests, digestOfBytes, digestOfData } from './digests';

const TEXT = `graph g original
input x: float32[1x2x4x4] NCHW
const w: float32[2x2x1x1] = [1, 2, 3, 4]
c: y = Conv(x, w) {kernel: [1, 1]}
output y`;
const graph = (text: string) => parseGraph(text, standardOps(), text.includes('bpu') ? 'optimized' : 'original');
const digest = (each: Graph) => new Digests().ofGraph(each);

describe('of graphs', () => {
  it('are alike for equal graphs', async () => expect(await digest(graph(TEXT))).toBe(await digest(graph(TEXT))));

  it.each([
    ['a weight', TEXT.replace('4]', '5]')],
    ['the sign of a zero', TEXT.replace('[1,', '[-0,'), TEXT.replace('[1,', '[0,')],
    ['an attribute', TEXT.replace('{kernel: [1, 1]}', '{kernel: [1, 1], strides: [2, 2]}')],
    ['a name', TEXT.replace('c: y', 'd: y')],
    [
      'an op',
      TEXT.replace('Conv(x, w) {kernel: [1, 1]}', 'Relu(x)'),
      TEXT.replace('Conv(x, w) {kernel: [1, 1]}', 'Exp(x)'),
    ],
    ['a placement', `${TEXT.replace('original', 'optimized').replace('1]}', '1]} bpu id(0) int8/int8')}`],
    [
      'the type of an activation',
      TEXT.replace('original', 'optimized').replace('1]}', '1]} bpu id(0) int8/int8'),
      TEXT.replace('original', 'optimized').replace('1]}', '1]} bpu id(0) int8/int16'),
    ],
    ['a shape', TEXT.replace('1x2x4x4', '1x2x4x5')],
  ])('differ by %s', async (_, changed, before = TEXT) => {
    expect(await digest(graph(changed))).not.toBe(await digest(graph(before)));
  });

  it('differ by the order of inputs and outputs, and by which outputs there are', async () => {
    const inputs = ['input x: float32[2]', 'input y: float32[2]'];
    const of = (heads: readonly string[], ...outputs: readonly string[]) =>
      digest(
        graph(
          [
            'graph g original',
            ...heads,
            'a: z = Add(x, y)',
            'b: v = Exp(z)',
            ...outputs.map((id) => `output ${id}`),
          ].join('\n'),
        ),
      );
    const all = [of(inputs, 'z', 'v'), of(inputs, 'v', 'z'), of(inputs, 'v'), of(inputs.toReversed(), 'z', 'v')];
    expect(new Set(await Promise.all(all)).size).toBe(all.length);
  });

  it('differ by metadata', async () => {
    const plain = graph(TEXT);
    expect(await digest(plain.at('original', { a: 'b' }))).not.toBe(await digest(plain));
  });

  it('are the same in float wherever nodes run, and follow all else', () => {
    const digests = new Digests();
    const placed = TEXT.replace('original', 'optimized').replace('1]}', '1]} bpu id(0) int8/int8');
    const float = digests.ofFloat(graph(placed));
    expect(digests.ofFloat(graph(placed.replace('int8/int8', 'int8/int16')))).toBe(float);
    expect(digests.ofFloat(graph(placed.replace('4]', '5]')))).not.toBe(float);
    expect(digests.ofFloat(graph(placed.replace('kernel: [1, 1]', 'kernel: [1, 1], strides: [2, 2]')))).not.toBe(float);
  });

  it('are made once an object', async () => {
    const digests = new Digests();
    const one = graph(TEXT);
    expect(digests.ofGraph(one)).toBe(digests.ofGraph(one));
  });
});

describe('of samples', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'digests-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = (name: string, more: Partial<FileInput> = {}): SampleRef => ({
    inputs: [
      {
        kind: 'file',
        name: 'x',
        file: join(folder, name),
        dtype: 'float32',
        shape: [1],
        feed: { kind: 'none' },
        ...more,
      },
    ],
  });
  const ofSamples = (...samples: SampleRef[]) => new Digests().ofSamples(samples);

  it('follow the bytes of files, not where they lie', async () => {
    await writeFile(join(folder, 'a'), 'one');
    const first = await ofSamples(file('a'));
    await rename(join(folder, 'a'), join(folder, 'b'));
    expect(await ofSamples(file('b'))).toBe(first);
    await writeFile(join(folder, 'b'), 'two');
    expect(await ofSamples(file('b'))).not.toBe(first);
  });

  it('differ by how files are read, by their order and number, and by noise', async () => {
    await writeFile(join(folder, 'a'), 'one');
    await writeFile(join(folder, 'b'), 'two');
    const noise = (seed: number): SampleRef => ({
      inputs: [{ kind: 'seeded', name: 'x', shape: [1], seed, image: false }],
    });
    const all = await Promise.all([
      ofSamples(file('a'), file('b')),
      ofSamples(file('b'), file('a')),
      ofSamples(file('a')),
      ofSamples(file('a', { dtype: 'uint8' })),
      ofSamples(noise(1)),
      ofSamples(noise(2)),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('fail where a file is gone', () => expect(ofSamples(file('absent'))).rejects.toThrow(/ENOENT/));
});

it('tells bytes apart', () => {
  expect(digestOfBytes(Uint8Array.of(1, 2))).toBe(digestOfBytes(Uint8Array.of(0, 1, 2).subarray(1)));
  expect(digestOfBytes(Uint8Array.of(1, 2))).not.toBe(digestOfBytes(Uint8Array.of(1, 3)));
});

it('tells data apart to the last bit', () => {
  const all = [
    0,
    -0,
    NaN,
    [1, 2],
    [1, [2]],
    new Map([['a', 1]]),
    { a: 1 },
    Float32Array.of(1),
    Int32Array.of(1),
    Uint32Array.of(1),
    '1',
    1n,
  ];
  expect(new Set(all.map(digestOfData)).size).toBe(all.length);
  expect(digestOfData(Float32Array.of(5, 1).subarray(1))).toBe(digestOfData(Float32Array.of(1)));
});
