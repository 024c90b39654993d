import { statedRanges } from '@openbpu/ir';
import { buildGraph, graphAttribute } from '@openbpu/onnx';
import { OnnxOp } from '@openbpu/ops';
import { float32, makeTensor } from '@openbpu/tensor';
import { floats, imported, node } from '../model.fixture';
import { standardPairs } from './contributed-pairs';

const OWN = 'com.microsoft';
const pair = (domain: string) => [
  node('QuantizeLinear', ['x', 's', 'z'], ['q'], {}, 'quantise', domain),
  node('DequantizeLinear', ['q', 's', 'z'], ['y'], {}, 'dequantise', domain),
];
const CONSTANTS = { s: float32([], [0.5]), z: makeTensor('int16', [], Int16Array.of(0)) };

it('takes pairs of 16 bits in a model of an operator set that has none', async () => {
  const { graph, notes } = await imported({
    nodes: pair(OWN),
    inputs: { x: floats(1, 4) },
    constants: CONSTANTS,
    opset: 13,
  });
  expect(notes.map(({ code }) => code)).toEqual(['IMO027']);
  expect([...statedRanges(graph.metadata)]).toEqual([['x', { low: -16384, high: 16383.5, type: 'int16' }]]);
  expect(
    graph.nodes.map((each) => OnnxOp.is(each) && [each.attrs.domain, each.attrs.opType, each.attrs.opset]),
  ).toEqual([
    ['', 'QuantizeLinear', 21],
    ['', 'DequantizeLinear', 21],
  ]);
});

it('rewrites the graphs inside nodes, and no other operator', () => {
  const branch = buildGraph({ name: 'then', node: [...pair(OWN), node('QuickGelu', ['y'], ['g'], {}, 'g', OWN)] });
  const outer = { ...node('If', ['k'], ['o'], {}, 'if'), attribute: [graphAttribute('then_branch', branch)] };
  const [found] = standardPairs(buildGraph({ name: 'net', node: [outer] })).node;
  expect(found.attribute[0].g?.node.map(({ domain, opType }) => `${domain}:${opType}`)).toEqual([
    ':QuantizeLinear',
    ':DequantizeLinear',
    `${OWN}:QuickGelu`,
  ]);
});

it('leaves the nodes of other domains as they are', () => {
  const graph = buildGraph({ name: 'net', node: [...pair(''), ...pair('com.example')] });
  expect(standardPairs(graph)).toEqual(graph);
});
