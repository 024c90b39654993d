import { calibratedModel } from '../net.fixture';
import { givingNodes } from './giving-nodes';

it('lists the regular nodes that give floats, and what they give once they are quantised', () => {
  const given = givingNodes(calibratedModel()).map(({ node, value }) => [node.id, value]);
  expect(given).toEqual([
    ['conv1', 'c'],
    ['conv2', 'd'],
    ['sum', 'y'],
    ['soft', 'p'],
  ]);
});

it('leaves out those that give none', () => {
  const text = `input x: float32[1x2]
x_cal: xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}
abs: a = Abs(xc) bpu id(0) int8/int8
best: k = ArgMax(a) {axis: 1, keepDims: false} cpu "it is asked for"
output k`;
  expect(givingNodes(calibratedModel(text)).map(({ node }) => node.id)).toEqual(['abs']);
});
