import { compile } from '@openbpu/compiler';
import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { calibratedActivations } from '@openbpu/passes';
import { marches } from '../marches';
import { tidyAndPlace } from '../pass-lists';
import { estimateModel } from '../stages/estimate-model';
import { quantised } from '../stages/quantise';
import { costsOf, isFallback } from './costs';

const OPS = standardOps();
const conv = (id: string, x: string, y: string) =>
  `const ${id}w: float32[8x8x3x3] = seed 1\n${id}: ${y} = Conv(${x}, ${id}w) {kernel: [3, 3], pads: [1, 1, 1, 1]}\n`;
const INPUT = 'input x: float32[1x8x16x16] NCHW\n';
const [bernoulli2, bayesE] = marches();

async function placed(text: string, backend = bayesE) {
  const graph = parseGraph(INPUT + text, OPS, 'original');
  return tidyAndPlace(backend, { mayBeIdle: true }).run(graph, { ops: OPS, sink: new CollectingSink() });
}

/** The time of everything on the CPU, as the record of a conversion has it, by name. */
function recorded(graph: Graph<'optimized'>, backend = bayesE) {
  const activations = new Map(calibratedActivations(graph).map((id) => [id, 1]));
  const { quantized } = quantised(graph, { activations, weights: new Map() }, []);
  const { features, lowering } = backend;
  const model = compile(quantized, { features, lowering, fragment: () => new Uint8Array() });
  const { segments = [] } = estimateModel(model, quantized, features)!;
  return new Map(segments.filter(({ on, fixed }) => on === 'CPU' && !fixed).map((each) => [each.name, each.latencyUs]));
}

const SOFTMAX = `${conv('a', 'x', 'p')}s: q = Softmax(p) {axis: 1}\n${conv('b', 'q', 'y')}output y`;
/** Two nodes read the same two tensors as reals. */
const TWICE = `${conv('a', 'x', 'p')}${conv('c', 'x', 'r')}s: q = Div(p, r)\nt: v = Div(r, p)\nu: w = Mul(q, v)\n${conv('b', 'w', 'y')}output y`;
const LAST = `${conv('a', 'x', 'p')}s: y = Softmax(p) {axis: 1}\noutput y`;
const TWO_READERS = `${conv('a', 'x', 'p')}s: q = Erf(p)\nt: r = Mul(p, q)\nu: v = Atan(r)\n${conv('b', 'v', 'y')}output y`;
/** The second convolution reads the integers that the function reads too. */
const TABLE = `${conv('a', 'x', 'p')}${conv('c', 'p', 'r')}s: q = Atan(p)\n${conv('b', 'q', 'y')}output y\noutput r`;

it.each([
  ['a Softmax', SOFTMAX, ['s'], bayesE],
  ['several readers of a tensor', TWO_READERS, ['s', 't', 'u'], bernoulli2],
  ['a table of integers', TABLE, ['s'], bernoulli2],
  ['what gives an output of the model', LAST, ['s'], bayesE],
] as const)('is the time that the record has of the same node: %s', async (_, text, names, backend) => {
  const graph = await placed(text, backend);
  const [costs, record] = [costsOf(graph, backend), recorded(graph, backend)];
  for (const name of names) expect([name, costs.get(name)?.cpuUs]).toEqual([name, record.get(name)]);
});

it('is that of a table of 16 bits too', () => {
  const weights = 'const w: float32[8x8x1x1] = seed 1\n';
  const on = (type: string) => `bpu id(${type === 'int16' ? 0 : 1}) int8/${type}`;
  const graph = parseGraph(
    `${INPUT}${weights}a: p = Conv(x, w) {kernel: [1, 1]} ${on('int16')}\ns: q = Atan(p) cpu "no"\n` +
      `b: y = Conv(q, w) {kernel: [1, 1]} ${on('int32')}\noutput y`,
    OPS,
    'optimized',
  );
  expect(costsOf(graph, bayesE).get('s')?.cpuUs).toBe(recorded(graph).get('s'));
});

it.each([TWO_READERS, TWICE])('counts what turns reals into integers where a node cuts the BPU', async (text) => {
  const graph = await placed(text, bernoulli2);
  const record = recorded(graph, bernoulli2);
  const crossing = [...costsOf(graph, bernoulli2).values()].reduce((sum, { crossingUs }) => sum + crossingUs, 0);
  const around = [...record].filter(([name]) => /_Hz(De)?[qQ]uantize$/.test(name) && !/^(x|b|y)_/.test(name));
  expect(around.length).toBeGreaterThan(0);
  expect(crossing).toBeCloseTo(
    around.reduce((sum, [, us]) => sum + us, 0),
    6,
  );
});

it('says what is one without a node, and who can mend it', async () => {
  const costs = costsOf(await placed(SOFTMAX), bayesE);
  expect(costs.get('s')).toMatchObject({ joins: [0, 1], mendedBy: 'request' });
  expect([...costs.keys()]).toEqual(['s']);
});

it('says nothing of what nobody can mend', async () => {
  const graph = await placed(`${conv('a', 'x', 'p')}s: q = Atan(p)\n${conv('b', 'q', 'y')}output y`, bernoulli2);
  const cost = costsOf(graph, bernoulli2).get('s')!;
  expect(cost).not.toHaveProperty('joins');
  expect(cost).not.toHaveProperty('mendedBy');
  expect(isFallback(cost)).toBe(true);
});

it('takes a view at the edge for nothing, and for no fallback', async () => {
  const view = `${conv('a', 'x', 'p')}r: q = Reshape(p) {shape: [1, 2048]}\n`;
  const costOf = async (text: string) => costsOf(await placed(text, bernoulli2), bernoulli2).get('r')!;
  const atEdge = await costOf(`${view}output q`);
  expect([atEdge, isFallback(atEdge)]).toEqual([{ cpuUs: 0, crossingUs: 0 }, false]);
  expect(isFallback(await costOf(`${view}e: y = Atan(q)\noutput y`))).toBe(true);
});
