import { join } from 'node:path';
import { GraphDraft, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { nameOrigins } from './name-origins';

it('names files by their bare names and keeps the rest', () => {
  const graph = parseGraph('input x: float32[1x2] NCHW\na: y = Relu(x)\noutput y', standardOps(), 'imported');
  const origins = [{ name: 'a', kind: 'ReLU', file: join('some', 'folder', 'net.prototxt'), line: 7 }, { name: 'b' }];
  const named = nameOrigins(GraphDraft.mapped(graph, 'imported', (node) => ({ ...node, origins })));
  expect(named.nodes[0].origins).toEqual([{ name: 'a', kind: 'ReLU', file: 'net.prototxt', line: 7 }, { name: 'b' }]);
});
