import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { requestsOn } from '@openbpu/passes';
import { marches } from './marches';
import { tidyAndPlace } from './pass-lists';

const [backend] = marches();
const fine = marches().find(({ policy }) => 'LayerNormalization' in policy.quantise)!;
const ops = standardOps();

it('leaves out what is to be skipped, and places all the same', async () => {
  const graph = parseGraph(
    'input x: float32[1x2x4x4] NCHW\nconst w: float32[2x2x1x1] = seed 1\nc: c = Conv(x, w) {kernel: [1, 1]}\n' +
      'r: y = Relu(c)\noutput y',
    ops,
    'original',
  );
  const types = async (skip: readonly string[]) =>
    (await tidyAndPlace(backend, {}, skip).run(graph, { ops, sink: new CollectingSink() })).nodes.map(
      ({ op }) => op.name,
    );
  expect([await types([]), await types(['fold-activation'])]).toEqual([['Conv'], ['Conv', 'Relu']]);
});

it('refuses a pass that there is none of, and the placement', () => {
  expect(() => tidyAndPlace(backend, {}, ['fuse-pat'])).toThrow(/PIP065[^]*did you mean "fuse-pad"/);
  expect(() => tidyAndPlace(backend, {}, ['place'])).toThrow(/PIP065/);
});

it('takes a normalisation whose steps are asked onto the BPU as one, where the march has it', async () => {
  const graph = parseGraph(
    'input x: float32[1x4x2x2] NCHW\nconst e: float32[] = [0.00001]\n' +
      'm: m = ReduceMean(x) {axes: [1]}\nd: d = Sub(x, m)\nq: q = Mul(d, d)\nv: v = ReduceMean(q) {axes: [1]}\n' +
      'a: a = Add(v, e)\nr: r = Sqrt(a)\nn: y = Div(d, r)\noutput y',
    ops,
    'original',
  );
  const types = async (march: typeof backend) =>
    (
      await tidyAndPlace(march, { nodes: requestsOn('BPU', ['n']), mayBeIdle: true }).run(graph, {
        ops,
        sink: new CollectingSink(),
      })
    ).nodes.map(({ op }) => op.name);
  expect(await types(fine)).toEqual(['LayerNormalization']);
  expect(await types(backend)).toContain('Sqrt');
});

it('carries out at rank 4 what goes by channel on a signal, where the march has it', async () => {
  const graph = parseGraph(
    'input x: float32[1x4x6]\nconst w: float32[4x4x1x3] = seed 1\nconst s: float32[4] = [1, 2, 0.5, 3]\n' +
      'i: i = Reshape(x) {shape: [1, 4, 1, 6]}\nc: c = Conv(i, w) {kernel: [1, 3], pads: [0, 1, 0, 1]}\n' +
      'f: f = Reshape(c) {shape: [1, 4, 6]}\nr: r = Relu(f)\nn: n = BatchNormalization(r, s, s, s, s)\n' +
      'p: y = PRelu(n, s)\noutput y',
    ops,
    'original',
  );
  const placed = await Promise.all(
    marches().map(async (march) => {
      const { nodes } = await tidyAndPlace(march).run(graph, { ops, sink: new CollectingSink() });
      const on = nodes.filter(({ placement }) => placement?.on === 'bpu').map(({ id, op }) => `${id} ${op.name}`);
      return [march.march, on.filter((each) => !each.includes('Reshape')).join(', ')];
    }),
  );
  expect(Object.fromEntries(placed)).toMatchObject({
    'bayes-e': 'c Conv, n Conv, p PRelu',
    bayes: 'c Conv, n Conv',
    bernoulli2: 'c Conv, n Conv, p PRelu',
  });
});
