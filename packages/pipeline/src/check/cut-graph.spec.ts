import { CollectingSink, formatDiagnostic } from '@openbpu/diagnostics';
import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { cutGraph } from './cut-graph';

const NET = parseGraph(
  `graph net imported
input x: float32[1x2x4x4] NCHW
a: p = Relu(x)
b: q = Sigmoid(p)
s: r = Softmax(q) {axis: 1}
c: y = Sqrt(r)
d: z = Exp(p)
output y
output z`,
  standardOps(),
  'imported',
);

function cut(names: readonly string[], graph = NET) {
  const sink = new CollectingSink();
  const { outputs, nodes, name } = cutGraph(graph, names, sink);
  return { name, outputs, nodes: nodes.map(({ id }) => id), said: sink.diagnostics.map(formatDiagnostic) };
}

it('cuts off a layer with all behind it, and gives what it read', () => {
  expect(cut(['s'])).toEqual({
    name: 'net',
    outputs: ['z', 'q'],
    nodes: ['a', 'b', 'd'],
    said: [
      'PIP098 note    cut off: s (Softmax), c (Sqrt); the outputs are "z", "q"\n' +
        '  hint: whoever uses the model computes from these outputs what was cut off',
    ],
  });
  expect(cut(['s', 'd']).outputs).toEqual(['p', 'q']);
});

it('takes the type of a layer, ours or that of the file, and the name of a layer that became part of another', () => {
  expect(cut(['Softmax']).outputs).toEqual(['z', 'q']);
  const foreign = GraphDraft.mapped(NET, 'imported', (node) =>
    node.id === 's' ? { ...node, origins: [{ name: 'prob', kind: 'SoftmaxLayer' }] } : node,
  );
  expect([cut(['prob'], foreign).outputs, cut(['SoftmaxLayer'], foreign).outputs]).toEqual(Array(2).fill(['z', 'q']));
});

it('refuses a name of nothing, and to cut everything off', () => {
  expect(() => cut(['ss'])).toThrow(/PIP096 .*"ss" cannot be cut off.*\n.*did you mean "s"\?/);
  expect(() => cut(['Zzzzzzzzzzzz'])).toThrow(/PIP096 .*\n.*a layer of the prototxt, or its type/);
  expect(() => cut(['a'])).toThrow(/PIP097 .*without "a" nothing/);
});
