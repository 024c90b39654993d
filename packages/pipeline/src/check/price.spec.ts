import { compile } from '@openbpu/compiler';
import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from '@openbpu/passes';
import { marches } from '../marches';
import { nodeRows } from '../node-rows';
import { tidyAndPlace } from '../pass-lists';
import { estimateModel } from '../stages/estimate-model';
import { quantised } from '../stages/quantise';
import { checked } from './checked';
import { priceOf } from './price';

const OPS = standardOps();
const [bernoulli2, bayesE] = marches();
const conv = (id: string, x: string, y: string) =>
  `const ${id}w: float32[8x8x3x3] = seed 1\n${id}: ${y} = Conv(${x}, ${id}w) {kernel: [3, 3], pads: [1, 1, 1, 1]}\n`;

async function placed(text: string, backend = bayesE, size = 16) {
  const graph = parseGraph(`input x: float32[1x8x${size}x${size}] NCHW\n${text}`, OPS, 'original');
  return tidyAndPlace(backend, { mayBeIdle: true }).run(graph, { ops: OPS, sink: new CollectingSink() });
}

const SOFTMAX = `${conv('a', 'x', 'p')}s: q = Softmax(p) {axis: 1}\n${conv('b', 'q', 'y')}output y`;

it('tells what a model takes, and what it takes in one segment', async () => {
  const { performance, mended } = priceOf(await placed(SOFTMAX), bayesE, OPS);
  const segments = (of: typeof performance) => of?.segments?.filter(({ on }) => on === 'BPU').length;
  expect([segments(performance), segments(mended?.performance), mended?.nodes]).toEqual([2, 1, ['s']]);
  expect(mended!.performance.latencyUs).toBeLessThan(performance!.latencyUs);
});

it('has the price of what a rule forbids', async () => {
  const wide = await placed(`${conv('a', 'x', 'p')}s: q = Sigmoid(p)\n${conv('b', 'q', 'y')}output y`, bernoulli2, 64);
  expect(wide.node('s')?.placement).toMatchObject({ because: { code: 'PAS002' } });
  const price = priceOf(wide, bernoulli2, OPS);
  expect(price.mended?.nodes).toEqual(['s']);
  const { nodes, check, performance } = checked(wide, nodeRows(wide), bernoulli2, price);
  const { cost } = nodes.find(({ node }) => node === 's')!;
  expect(performance).toBe(price.performance);
  expect(check).toMatchObject({
    subgraphs: 2,
    fallbacks: 1,
    mended: { nodes: ['s'], subgraphs: 1, cpuUs: 0, priced: ['s'], latencyUs: price.mended!.performance.latencyUs },
  });
  expect(check.cpuUs).toBeCloseTo(cost!.cpuUs + cost!.crossingUs, 9);
  const layer = price.mended!.performance.layers!.find(({ name }) => name === 's')!;
  expect(cost!.savesUs).toBeCloseTo(cost!.cpuUs + cost!.crossingUs - layer.latencyUs, 9);
});

it('is the time at the utmost effort', async () => {
  const graph = await placed(
    `${conv('a', 'x', 'p')}${conv('b', 'p', 'q')}${conv('c', 'q', 'y')}output y`,
    bernoulli2,
    64,
  );
  const { quantized } = quantised(
    graph,
    { activations: new Map(calibratedActivations(graph).map((id) => [id, 1])), weights: new Map() },
    [],
  );
  const at = (optimizeLevel: 'O1' | 'O3') => {
    const { features, lowering } = bernoulli2;
    const effort = { optimizeLevel, compileMode: 'latency' } as const;
    const model = compile(quantized, { features, lowering, effort, fragment: () => new Uint8Array() });
    return estimateModel(model, quantized, features)!.latencyUs;
  };
  expect(priceOf(graph, bernoulli2, OPS).performance!.latencyUs).toBe(at('O3'));
  expect(at('O3')).toBeLessThan(at('O1'));
});

it('tells of all nodes that can be mended but those that the compiler fails at', async () => {
  const chain = Array.from(
    { length: 7 },
    (_, i) => `s${i}: q${i} = Softmax(p${i}) {axis: 1}\n${conv(`c${i}`, `q${i}`, `p${i + 1}`)}`,
  );
  const text = `${conv('a', 'x', 'p0')}${chain.join('')}r: l = Reshape(p7) {shape: [1, 2097152]}\nlong: y = Softmax(l) {axis: 1}\noutput y`;
  const { mended } = priceOf(await placed(text, bayesE, 512), bayesE, OPS);
  expect(mended?.nodes).toEqual(Array.from({ length: 7 }, (_, i) => `s${i}`));
});

it.each([31, 0, 15])('finds the one of 32 nodes that the compiler fails at, which is number %i', async (long) => {
  const all = Array.from({ length: 32 }, (_, i) => i);
  const softmax = (i: number) => `s${i}: q${i} = Softmax(p) {axis: 1}\n${conv(`c${i}`, `q${i}`, `y${i}`)}`;
  const text = all.map((i) => (i === long ? `s${i}: y${i} = Softmax(v) {axis: 1}\n` : softmax(i)));
  const graph = await placed(
    `input v: float32[1x2097152]\n${conv('a', 'x', 'p')}${text.join('')}${all.map((i) => `output y${i}\n`).join('')}`,
  );
  expect(priceOf(graph, bayesE, OPS).mended?.nodes).toEqual(all.filter((i) => i !== long).map((i) => `s${i}`));
});

it('says nothing of mending where nothing can be mended, and of a model without a BPU', async () => {
  const whole = await placed(`${conv('a', 'x', 'y')}output y`);
  expect(Object.keys(priceOf(whole, bayesE, OPS))).toEqual(['performance']);
  expect(checked(whole, nodeRows(whole), bayesE).check).toEqual({ subgraphs: 1, fallbacks: 0, cpuUs: 0 });
  expect(priceOf(await placed('s: y = Erf(x)\noutput y', bernoulli2), bernoulli2, OPS)).toEqual({});
});

it('takes nothing for mended that would wait for a quantised neighbour all the same', async () => {
  const rows = `r: q = Reshape(p) {shape: [1, 8, 256]}\nc: z = Concat(q, q) {axis: 1}\n`;
  const told = async (text: string) => {
    const graph = await placed(`${conv('a', 'x', 'p')}${rows}${text}`);
    expect(graph.node('c')?.placement).toMatchObject({ because: { code: 'PAS002' } });
    const price = priceOf(graph, bayesE, OPS);
    const { nodes, check } = checked(graph, nodeRows(graph), bayesE, price);
    const { mendedBy, savesUs } = nodes.find(({ node }) => node === 'c')!.cost!;
    return { mended: check.mended, priced: price.mended?.nodes, mendedBy, savesUs };
  };
  expect(await told('output z')).toEqual({ mended: undefined, priced: undefined, mendedBy: undefined });
  const before = await told(`s: y = Softmax(z) {axis: 2}\noutput y`);
  expect(before).toMatchObject({
    mended: { nodes: ['c', 's'], cpuUs: expect.closeTo(0, 9) as number },
    priced: ['c', 's'],
    mendedBy: 'model',
  });
});

it('leaves costs without a price alone', async () => {
  const graph = await placed(SOFTMAX);
  const { nodes, check, ...rest } = checked(graph, nodeRows(graph), bayesE);
  expect(rest).toEqual({});
  expect(check.mended).toEqual({ nodes: ['s'], subgraphs: 1, cpuUs: 0 });
  expect(nodes.map(({ cost }) => cost?.savesUs)).toEqual([undefined, undefined, undefined]);
});
