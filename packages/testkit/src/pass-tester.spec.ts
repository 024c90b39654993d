import type { Pass } from '@openbpu/core';
import { PatchBuilder } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { keepsTheFunction, runPass } from './pass-tester';

const TEXT = 'input x: float32[2x3]\nr: a = Relu(x)\ns: y = Sigmoid(a)\noutput y';

const dropRelu: Pass<'original'> = {
  name: 'drop-relu',
  summary: '',
  run: (graph) => graph.apply(new PatchBuilder(graph, 'drop').remove(graph.node('r')!).replace('a', 'x').build()),
};

it('shows the nodes a pass leaves', async () => {
  expect((await runPass(dropRelu, TEXT, 'original')).shape).toEqual(['s: y = Sigmoid(x)']);
});

it('catches a pass that changes what is computed', async () => {
  await expect(keepsTheFunction(dropRelu, TEXT, 'original')).rejects.toThrow(/drop-relu changed an output/);
});

it('catches a pass that gives an output another shape', async () => {
  const turn: Pass<'original'> = {
    name: 'turn',
    summary: '',
    run(graph) {
      const build = new PatchBuilder(graph, 'turn').remove(graph.node('s')!);
      build.node({ id: 's', op: standardOps().get('Sigmoid')!, inputs: ['a'], outputs: ['b'] });
      build.node({
        id: 't',
        op: standardOps().get('Reshape')!,
        inputs: ['b'],
        attrs: { shape: [3, 2] },
        outputs: ['y'],
      });
      return graph.apply(build.build());
    },
  };
  await expect(keepsTheFunction(turn, TEXT, 'original')).rejects.toThrow(/turn changed an output by Infinity/);
});

it('is content with a pass that does nothing', async () => {
  await keepsTheFunction({ name: 'nothing', summary: '', run: (graph) => graph }, TEXT, 'original');
});
