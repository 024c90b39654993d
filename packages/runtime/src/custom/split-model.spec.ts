import { type NodeProto, buildGraph, buildNode, graphAttribute } from '@openbpu/onnx';
import { splitModel } from './split-model';

const node = (opType: string, input: readonly string[], output: readonly string[]) =>
  buildNode({ opType, input, output });
const isCustom = ({ opType }: NodeProto) => opType === 'My';
const split = (nodes: readonly NodeProto[]) =>
  splitModel(buildGraph({ node: nodes }), isCustom).map(({ kind, nodes, reads, gives }) => [
    kind,
    nodes.map(({ output }) => output[0]).join(),
    reads.join(),
    gives.join(),
  ]);

it('has one piece where nothing is custom, and none for nothing', () => {
  expect(split([node('A', ['x'], ['a']), node('B', ['a', 'w'], ['b'])])).toEqual([['onnx', 'a,b', 'x,w', 'a,b']]);
  expect(split([])).toEqual([]);
});

it('runs all that can be computed before a custom node at once', () => {
  expect(
    split([
      node('A', ['x'], ['a']),
      node('My', ['a', ''], ['m']),
      node('B', ['x'], ['b']),
      node('C', ['m', 'b'], ['c']),
      node('D', ['b'], ['d', '']),
    ]),
  ).toEqual([
    ['onnx', 'a,b,d', 'x', 'a,b,d'],
    ['custom', 'm', 'a', 'm'],
    ['onnx', 'c', 'm,b', 'c'],
  ]);
});

it('has custom nodes one after the other, side by side, and alone', () => {
  expect(split([node('My', ['x'], ['m']), node('My', ['m'], ['n']), node('My', ['x'], ['o'])])).toEqual([
    ['custom', 'm', 'x', 'm'],
    ['custom', 'o', 'x', 'o'],
    ['custom', 'n', 'm', 'n'],
  ]);
});

it('sees what graphs inside a node read', () => {
  const inside = buildGraph({ node: [node('B', ['m', 'w'], ['b'])], output: [{ name: 'k', metadataProps: [] }] });
  const branch = buildNode({
    opType: 'If',
    input: ['x'],
    output: ['y'],
    attribute: [graphAttribute('then_branch', inside)],
  });
  expect(split([node('My', ['x'], ['m']), branch])).toEqual([
    ['custom', 'm', 'x', 'm'],
    ['onnx', 'y', 'x,m,w,k', 'y'],
  ]);
});
