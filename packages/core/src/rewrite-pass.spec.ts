import { CollectingSink } from '@openbpu/diagnostics';
import { OpSet, PatchBuilder, defineOp, parseGraph, printGraph } from '@openbpu/ir';
import { rewritePass } from './rewrite-pass';

const Step = defineOp({
  name: 'Step',
  summary: 'One step.',
  accuracy: 'exact',
  parseAttrs: () => ({}),
  infer: ([x]) => [x!],
  eval: ([x]) => [x!],
});
const ops = new OpSet([Step]);
const context = { ops, sink: new CollectingSink() };
const chain = parseGraph(
  'input x: float32[1]\na: p = Step(x)\nb: q = Step(p)\nc: r = Step(q)\nd: y = Step(r)\noutput y',
  ops,
  'optimized',
);

/** Two steps in a row become one. */
const merge = rewritePass<'optimized'>({
  name: 'merge-steps',
  summary: 'Two steps in a row become one.',
  rewrite(node, graph) {
    const before = graph.producer(node.inputs[0]);
    if (!before) return undefined;
    return new PatchBuilder(graph, `merge ${before.id} into ${node.id}`)
      .remove(before)
      .replace(before.outputs[0], before.inputs[0])
      .build();
  },
});

it('goes on until the rule fires nowhere', async () => {
  expect(printGraph(await merge.run(chain, context))).toBe(
    'graph graph optimized\ninput x: float32[1]\nd: y: float32[1] = Step(x)\noutput y\n',
  );
});

it('gives the very same graph when nothing happens', async () => {
  const single = parseGraph('input x: float32[1]\na: y = Step(x)\noutput y', ops, 'optimized');
  expect(await merge.run(single, context)).toBe(single);
});

it('names a pass that never comes to rest, and its last patches', () => {
  const restless = rewritePass<'optimized'>({
    name: 'restless',
    summary: '',
    rewrite: (node) => ({ label: `touch ${node.id}` }),
  });
  expect(() => restless.run(chain, context)).toThrow(/pass restless does not come to rest; its last patches: touch/);
});
