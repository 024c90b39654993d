import { PassList, type Pass } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { PassRecorder } from './pass-recorder';

const ops = standardOps();
const graph = parseGraph('input x: float32[1x2] NCHW\na: p = Relu(x)\nb: y = Exp(p)\noutput y', ops, 'imported');

const pass = (name: string, change: (nodes: Graph['nodes']) => Graph['nodes']): Pass<'imported'> => ({
  name, summary: '', run: (given) => new Graph({ ...given.parts(), nodes: change(given.nodes) }),
});

it('counts the nodes that a pass made, changed or removed, and leaves out passes that did nothing', async () => {
  const recorder = new PassRecorder();
  await PassList.from('imported')
    .then(pass('nothing', (nodes) => [...nodes]))
    .then(pass('touch', ([a, b]) => [{ ...a }, b]))
    .then(pass('add', (nodes) => [...nodes, { ...nodes[0], id: 'c' }, { ...nodes[0], id: 'd' }]))
    .then(pass('drop', (nodes) => nodes.slice(0, 1)))
    .run(graph, { ops, sink: new CollectingSink() }, [recorder]);
  expect(recorder.passes).toEqual([{ name: 'touch', patches: 1 }, { name: 'add', patches: 2 }, { name: 'drop', patches: 3 }]);
});
