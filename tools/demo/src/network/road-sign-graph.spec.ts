import { verifyGraph } from '@openbpu/ir';
import { Chance } from '../draw/chance';
import { countMacs } from './count-macs';
import { roadSignGraph } from './road-sign-graph';
import { roadSignNetwork } from './road-sign-network';

const graph = roadSignGraph(roadSignNetwork(new Chance('w')));

it('is sound, between the input and the output that the recipe and the label file speak of', () => {
  expect(verifyGraph(graph)).toEqual([]);
  expect([...graph.inputs, ...graph.outputs].map((id) => [id, graph.value(id).type.shape])).toEqual([
    ['image', [1, 3, 64, 64]],
    ['logits', [1, 10]],
  ]);
});

it('is small work', () => {
  expect(countMacs(graph)).toBeLessThan(2.5e6);
});
