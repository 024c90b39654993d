import { CollectingSink, formatDiagnostic } from '@openbpu/diagnostics';
import { standardOps } from '@openbpu/ops';
import { int64 } from '@openbpu/tensor';
import { type ModelDraft, floats, model, node } from '../model.fixture';
import { translateModel } from './translate-model';

const NET: ModelDraft = {
  inputs: { x: floats(1, 4) },
  nodes: [
    node('Abs', ['x'], ['a'], {}, 'abs'),
    node('Neg', ['a'], ['n'], {}, 'neg'),
    node('Shape', ['n'], ['s'], {}, 'shape'),
    node('Nonsense', ['n', 's', 'k', 'x'], ['z'], {}, 'post'),
    node('Relu', ['z'], ['y'], {}, 'end'),
    node('Sqrt', ['a'], ['r']),
  ],
  constants: { k: int64([1], [2]) },
  outputs: ['y', 'r'],
};

async function cut(names: readonly string[], draft: ModelDraft = NET) {
  const sink = new CollectingSink();
  const source = { model: model(draft), file: 'net.onnx', inputShapes: new Map(), cutNodes: names };
  const graph = await translateModel(source, standardOps(), sink);
  return {
    outputs: graph.outputs,
    nodes: graph.nodes.map(({ id }) => id),
    said: sink.diagnostics.map(formatDiagnostic),
  };
}

it('cuts off a node with all behind it, and gives what it read of other nodes, shapes aside', async () => {
  const { outputs, nodes, said } = await cut(['post']);
  expect(outputs).toEqual(['r', 'n']);
  expect(nodes).toEqual(['abs', 'neg', 'Sqrt_3']);
  expect(said[0]).toBe(
    'ONX015 note    net.onnx: cut off: post (Nonsense), end (Relu); the outputs are "r", "n"\n' +
      '  hint: whoever uses the model computes from these outputs what was cut off',
  );
});

it('takes the name of an operator, and the place of a node without a name', async () => {
  expect((await cut(['Nonsense'])).outputs).toEqual(['r', 'n']);
  expect((await cut(['Nonsense', 'Sqrt_5'])).outputs).toEqual(['a', 'n']);
  expect((await cut(['post', 'r'])).outputs).toEqual(['a', 'n']);
});

it('gives an output once, and what is known of its type', async () => {
  const twice = { ...NET, outputs: ['y', 'n'] };
  expect((await cut(['post'], twice)).outputs).toEqual(['n']);
});

it('prefers a node to an operator of the same name', async () => {
  const named = { ...NET, nodes: [...NET.nodes.slice(0, 5), node('Sqrt', ['a'], ['r'], {}, 'Nonsense')] };
  await expect(cut(['Nonsense'], named)).rejects.toThrow(/IMO004/);
});

it('refuses a name of nothing, and to cut everything off', async () => {
  await expect(cut(['pots'])).rejects.toThrow(/ONX013 .*"pots" cannot be cut off.*\n.*did you mean "post"\?/);
  await expect(cut(['Zzzzzzzzzzzz'])).rejects.toThrow(/ONX013 .*\n.*an operator such as TopK/);
  await expect(cut(['abs'])).rejects.toThrow(/ONX014 .*without "abs" nothing of the model is left\n.*cut behind/);
});
