import type { QuantPolicy } from '@openbpu/core';
import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { Place } from './place';

const ops = standardOps();

/** The types of the node "s" behind a convolution, where the user asks for its result in `outputType`. */
function types(text: string, outputType?: 'int8' | 'int16', constrained?: QuantPolicy['int16']): string {
  const conv = 'const w: float32[4x4x1x1] = seed 1\na: p = Conv(x, w) {kernel: [1, 1]}\n';
  const graph = parseGraph(`input x: float32[1x4x2x2] NCHW\n${conv}${text}`, ops, 'original');
  const all = { Conv: 'listed', Sigmoid: 'listed', Tanh: 'listed', Add: 'listed' } as const;
  const quantise = { Conv: 'active', Sigmoid: 'active', Tanh: 'active', Add: 'active' } as const;
  const nodes = outputType ? { nodes: [{ node: 's', key: 'node_info', outputType }] } : {};
  const place = new Place([], { sharedScaleRatio: 16, quantise, int16: constrained ?? all }, nodes);
  const placement = place.run(graph, { ops, sink: new CollectingSink() }).node('s')?.placement;
  return placement?.on === 'bpu' ? `${[placement.input].flat().join()}/${placement.output}` : 'cpu';
}

const LAST = 's: y = Sigmoid(p)\noutput y';
const READ = 's: q = Sigmoid(p)\nconst v: float32[4x4x1x1] = seed 2\nb: y = Conv(q, v) {kernel: [1, 1]}\noutput y';

it('is a table that would give int16 to nobody on the BPU', () => {
  expect(types(LAST, 'int16')).toBe('int8/int32');
  expect(types('s: y = Tanh(p)\noutput y', 'int16')).toBe('int8/int32');
  expect(types(READ, 'int16')).toBe('int8/int16');
  expect(types('s: y = Add(p, p)\noutput y', 'int16')).toBe('int8/int16');
});

it('is a last Sigmoid, whose small values count, and no other table of int8', () => {
  expect(types(LAST)).toBe('int8/int32');
  expect(types(LAST, undefined, {})).toBe('int8/int32');
  expect(types('s: y = Tanh(p)\noutput y')).toBe('int8/int8');
  expect(types(READ)).toBe('int8/int8');
});

it('is no Sigmoid that the user wants in int8', () => {
  expect(types(LAST, 'int8')).toBe('int8/int8');
});
