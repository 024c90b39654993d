import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseGraph, seededRandom } from '@openbpu/ir';
import { encodeModel, exportModel, importOnnxStage } from '@openbpu/onnx';
import { standardOps } from '@openbpu/ops';
import { makertbin } from '@openbpu/pipeline';
import { ReferenceExecutor } from '@openbpu/runtime';
import { bytesOf, expectDType, float32 } from '@openbpu/tensor';
import { recipeText } from './recipe-text';
import { compareThree, extremeFeeds } from './three-executors';

const TOKENS = 6;
const CHANNELS = 16;
const SHAPE = [1, TOKENS, CHANNELS];

/** Two heads over six tokens, each of which sees itself and those before it. */
function attention(never: string): string {
  const row = (t: number) => Array.from({ length: TOKENS }, (_, k) => (k <= t ? '0' : never));
  const mask = Array.from({ length: TOKENS }, (_, t) => row(t)).flat();
  const linear = (y: string, x: string) =>
    `const w${y}: float32[16x16] = seed ${y.charCodeAt(0)}\n${y}: ${y} = MatMul(${x}, w${y})\n`;
  const heads = (y: string, perm: string) =>
    `${y}r: ${y}r = Reshape(${y}) {shape: [1, ${TOKENS}, 2, 8]}\n${y}h: ${y}h = Transpose(${y}r) {perm: ${perm}}\n`;
  return `input x: float32[1x${TOKENS}x${CHANNELS}]
const mask: float32[${TOKENS}x${TOKENS}] = [${mask.join(', ')}]
${linear('q', 'x')}${linear('k', 'x')}${linear('v', 'x')}${heads('q', '[0, 2, 1, 3]')}${heads('k', '[0, 2, 3, 1]')}${heads('v', '[0, 2, 1, 3]')}
score: a = MatMul(qh, kh)
masked: b = Add(a, mask)
softmax: c = Softmax(b)
seen: d = MatMul(c, vh)
dt: e = Transpose(d) {perm: [0, 2, 1, 3]}
dr: f = Reshape(e) {shape: [1, ${TOKENS}, ${CHANNELS}]}
${linear('o', 'f')}output o`;
}

function tokens(seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: TOKENS * CHANNELS }, () => 4 * random() - 2);
}

describe.each([
  ['the lowest number that a model writes', '-10000'],
  ['minus infinity', '-Infinity'],
])('attention that looks back alone, masked by %s', (_, never) => {
  let folder: string;
  const file = (end: string) => join(folder, 'out', `net${end}`);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'masked-'));
    await mkdir(join(folder, 'samples'));
    for (let i = 0; i < 4; i++) await writeFile(join(folder, 'samples', `${i}.bin`), bytesOf(tokens(i)));
    const graph = parseGraph(attention(never), standardOps(), 'imported');
    await writeFile(join(folder, 'net.onnx'), encodeModel(exportModel(graph)));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const convert = async () => {
    await writeFile(
      join(folder, 'r.yaml'),
      recipeText({
        model: { onnx: join(folder, 'net.onnx') },
        prefix: 'net',
        workingDir: './out',
        typeRt: 'featuremap',
        typeTrain: 'featuremap',
        inputName: 'x',
        inputShape: SHAPE.join('x'),
        calDataDir: './samples',
        calibration: 'max',
        nodeInfo: { softmax: { ON: 'BPU' } },
      }),
    );
    return (await makertbin({ config: join(folder, 'r.yaml'), modelType: 'onnx' })).record;
  };

  it('is one segment, whose sum saturates in int16', async () => {
    const { nodes, outputs, verification } = await convert();
    const typeOf = (id: string) => nodes.find(({ node }) => node === id);
    expect(new Set(nodes.flatMap(({ subgraph }) => (subgraph === null ? [] : [subgraph])))).toEqual(new Set([0]));
    expect([typeOf('masked'), typeOf('softmax')]).toMatchObject([{ on: 'BPU' }, { on: 'BPU' }]);
    expect(verification).toMatchObject({ status: 'passed', mismatches: 0 });
    expect(outputs[0].cosine).toBeGreaterThan(0.998);
    expect(nodes.every(({ cosine }) => (cosine ?? 1) > 0.99)).toBe(true);
  });

  it('gives the same bits in the reference, in ONNX Runtime and as .bin', async () => {
    const agreement = await compareThree(file('_quantized_model.onnx'), file('.bin'), (graph) => [
      ...[7, 8].map((seed) => new Map([['x', float32(SHAPE, tokens(seed))]])),
      ...extremeFeeds(graph),
    ]);
    expect(agreement.mismatches).toEqual([]);
    expect(agreement.compared).toBeGreaterThan(10_000);
  });

  it('does not let a token see a later one, bit for bit', async () => {
    const graph = importOnnxStage(await readFile(file('_quantized_model.onnx')), standardOps());
    const executor = new ReferenceExecutor(graph);
    const run = async (change: number) => {
      const values = tokens(9).map((value, i) => (i >= (TOKENS - 1) * CHANNELS ? change * value : value));
      return expectDType((await executor.run(new Map([['x', float32(SHAPE, values)]]))).get('o')!, 'float32').data;
    };
    const [one, other] = [await run(1), await run(-50)];
    const last = (TOKENS - 1) * CHANNELS;
    expect(other.slice(0, last)).toEqual(one.slice(0, last));
    expect(other.slice(last)).not.toEqual(one.slice(last));
  });
});
