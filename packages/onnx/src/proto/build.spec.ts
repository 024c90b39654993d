import { buildFunction, buildGraph, buildModel, buildNode, buildValue } from './build';
import { decodeModel, encodeModel } from './codec';

it('makes messages as they are read again: every list that was not given is there, and empty', () => {
  const node = buildNode({ opType: 'Relu', input: ['x'], output: ['y'] });
  const graph = buildGraph({
    node: [node],
    input: [buildValue('x', 1, [1, 'N'])],
    output: [buildValue('y', 1, undefined)],
  });
  const model = buildModel({ graph, functions: [buildFunction({ name: 'f', domain: 'd', node: [node] })] });
  expect(decodeModel(encodeModel(model))).toEqual(model);
});
