import { CollectingSink } from '@openbpu/diagnostics';
import { GraphDraft, OpSet, defineOp, parseGraph } from '@openbpu/ir';
import type { Pass } from './pass';
import { type Instrument, PassList } from './pass-list';

const Step = defineOp({
  name: 'Step',
  summary: 'One step.',
  accuracy: 'exact',
  parseAttrs: () => ({}),
  infer: ([x]) => [x!],
  eval: ([x]) => [x!],
});
const ops = new OpSet([Step]);
const graph = parseGraph('input x: float32[1]\na: y = Step(x)\noutput y', ops, 'imported');
const dress: Pass<'imported', 'original'> = { name: 'dress', summary: 'Dresses.', run: (g) => g.at('original') };
const tidy: Pass<'original', 'optimized'> = { name: 'tidy', summary: 'Tidies.', run: async (g) => g.at('optimized') };
const broken: Pass<'optimized'> = {
  name: 'broken',
  summary: 'Fails.',
  run: () => {
    throw new Error('no');
  },
};
const context = () => ({ ops, sink: new CollectingSink() });

function listener(): Instrument & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    before: (pass) => heard.push(`before ${pass.name}`),
    after: (pass, now, previous) => heard.push(`after ${pass.name} ${previous.stage}>${now.stage}`),
    failed: (pass) => heard.push(`failed ${pass.name}`),
  };
}

it('runs in order, through the stages, and tells its instruments', async () => {
  const ears = listener();
  const list = PassList.from('imported').add(dress).add(tidy);
  expect((await list.run(graph, context(), [ears])).stage).toBe('optimized');
  expect(ears.heard).toEqual([
    'before dress',
    'after dress imported>original',
    'before tidy',
    'after tidy original>optimized',
  ]);
  expect(list.describe()).toEqual([
    { name: 'dress', summary: 'Dresses.' },
    { name: 'tidy', summary: 'Tidies.' },
  ]);
});

it('passes on what a pass throws, after telling', async () => {
  const ears = listener();
  await expect(
    PassList.from('imported').add(dress).add(tidy).add(broken).run(graph, context(), [ears]),
  ).rejects.toThrow('no');
  expect(ears.heard.at(-1)).toBe('failed broken');
});

it('names the pass whose graph is not well formed, and tells', async () => {
  const ears = listener();
  const careless: Pass<'original'> = {
    name: 'careless',
    summary: 'Forgets a node.',
    run: (g) => GraphDraft.of(g, 'original').build(g),
  };
  const list = PassList.from('imported').add(dress).add(careless).add(tidy);
  await expect(list.run(graph, context(), [ears])).rejects.toThrow(
    'what pass "careless" wrote is not well formed: nothing produces output "y"',
  );
  expect(ears.heard.at(-1)).toBe('failed careless');
});

it('joins lists and leaves each as it was', async () => {
  const first = PassList.from('imported').add(dress);
  expect(first.concat(PassList.from('original').add(tidy)).describe()).toHaveLength(2);
  expect(first.describe()).toHaveLength(1);
});

it('stops when the user gives up', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(
    PassList.from('imported')
      .add(dress)
      .run(graph, { ...context(), signal: stop.signal }),
  ).rejects.toThrow(/abort/i);
});

it('leaves passes out by name, and keeps the others in their order', () => {
  const step = (name: string): Pass<'original'> => ({ name, summary: name, run: (g) => g });
  const list = PassList.from('original').add(step('a')).add(step('b')).add(step('c'));
  const names = (without: readonly string[]) =>
    list
      .except(without)
      .describe()
      .map(({ name }) => name);
  expect([names(['b']), names(['c', 'a', 'no']), names([])]).toEqual([['a', 'c'], ['b'], ['a', 'b', 'c']]);
});
