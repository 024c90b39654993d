import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { PassRecorder } from './pass-recorder';

const graph = parseGraph(
  'input x: float32[1x2] NCHW\na: p = Relu(x)\nb: y = Exp(p)\noutput y',
  standardOps(),
  'imported',
);

it('counts the nodes that a pass made, changed or removed, and leaves out passes that did nothing', () => {
  const recorder = new PassRecorder();
  let current = graph.nodes;
  const pass = (name: string, change: (nodes: Graph['nodes']) => Graph['nodes']) => {
    const nodes = change(current);
    recorder.after({ name }, { nodes }, { nodes: current });
    current = nodes;
  };
  pass('nothing', (nodes) => [...nodes]);
  pass('touch', ([a, b]) => [{ ...a }, b]);
  pass('add', (nodes) => [...nodes, { ...nodes[0], id: 'c' }, { ...nodes[0], id: 'd' }]);
  pass('drop', (nodes) => nodes.slice(0, 1));
  expect(recorder.passes).toEqual([
    { name: 'touch', patches: 1 },
    { name: 'add', patches: 2 },
    { name: 'drop', patches: 3 },
  ]);
});
