import { evaluate } from '@openbpu/testkit';
import { calibratedGraph, analysed, sharedLanes } from '../net.fixture';
import { bareNet } from './bare-net';

const lanes = sharedLanes(1);

it('is the float net, of the original constants', async () => {
  const net = bareNet(calibratedGraph(), []);
  expect(net.nodes.map(({ id }) => id)).toEqual(['conv1', 'conv2', 'sum', 'soft']);
  expect([net.inputs, net.outputs]).toEqual([['x'], ['s', 'p']]);
  expect(net.node('conv2')!.inputs).toEqual(['c', 'u0', 'b0']);
  const feeds = await analysed(lanes).samples.feeds(0);
  const [first] = Array.from(evaluate(net, feeds).get('c')!.data as Float32Array);
  expect(first).toBeCloseTo(0.31 * 0.1 - 0.52 * 0.6, 6);
});

it('begins where it is told', () => {
  const net = bareNet(calibratedGraph(), ['c']);
  expect([net.inputs, net.nodes.map(({ id }) => id)]).toEqual([['c'], ['conv2', 'sum', 'soft']]);
});
