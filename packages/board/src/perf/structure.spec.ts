import { FEATURES, headerOf, modelOfProgram } from './perf.fixture';
import { structureOf } from './structure';
import { timedRows } from './timed-rows';

it('has a node for every input, step and output, and an edge for every tensor between them', () => {
  const { nodes, edges } = structureOf(headerOf(), timedRows(modelOfProgram(), FEATURES));
  expect(nodes.map(({ id, label, on, latencyUs }) => [id, label, on, latencyUs])).toEqual([
    ['input:x', 'x', 'input', undefined],
    ['Quantize_q', 'Quantize_q', 'CPU', 500],
    ['BPU_net_subgraph_0', 'BPU_net_subgraph_0', 'BPU', 464],
    ['Tan_inner', 'Tan_inner', 'CPU', 200],
    ['Dequantize_d', 'Dequantize_d', 'CPU', 500],
    ['output:y', 'y', 'output', undefined],
  ]);
  expect(edges).toEqual([
    { from: 'input:x', to: 'Quantize_q', label: 'float32 1x100' },
    { from: 'Quantize_q', to: 'BPU_net_subgraph_0', label: 'int8 1x100' },
    { from: 'BPU_net_subgraph_0', to: 'Tan_inner', label: 'int8 1x100' },
    { from: 'Tan_inner', to: 'Dequantize_d', label: 'int8 1x100' },
    { from: 'Dequantize_d', to: 'output:y', label: 'float32 1x100' },
  ]);
});

it('draws a tensor that a step reads twice once, and follows the names of steps', () => {
  const header = headerOf();
  const model = modelOfProgram();
  const steps = header.steps.map((step) => (step.name === 'inner' ? { ...step, inputs: ['b', 'b'] } : step));
  const renamed = {
    ...header,
    steps,
    inputs: [{ ...header.inputs[0], name: 'fed', tensor: 'x' }],
    outputs: [{ ...header.outputs[0], name: 'given', tensor: 'y' }],
  };
  const { edges } = structureOf(renamed, timedRows({ ...model, header: renamed }, FEATURES));
  expect(edges).toHaveLength(5);
  expect([edges[0].from, edges[4].to]).toEqual(['input:fed', 'output:given']);
});
