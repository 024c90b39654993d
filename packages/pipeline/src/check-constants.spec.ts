import { Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { float32 } from '@openbpu/tensor';
import { checkConstants } from './check-constants';

function withWeight(values: readonly number[], place = 'bpu id(0) int8/int32'): Graph<'optimized'> {
  const graph = parseGraph(
    'input x: float32[1x1x2x2] NCHW\nconst w: float32[2x1x1x1] = splat 1\n' +
      `c: y = Conv(x, w) {kernel: [1, 1]} ${place}\noutput y`,
    standardOps(),
    'optimized',
  );
  return new Graph({
    ...graph.parts(),
    values: new Map([...graph.values, ['w', { ...graph.value('w'), constant: float32([2, 1, 1, 1], values) }]]),
  });
}

it('passes every finite number', () => {
  expect(() => checkConstants(withWeight([-3.4e38, 1e-45]))).not.toThrow();
  expect(() => checkConstants(withWeight([0, -0]))).not.toThrow();
});

it.each([NaN, Infinity, -Infinity])('names the node that would multiply by %f', (value) => {
  expect(() => checkConstants(withWeight([1, value]))).toThrow(/PIP042 error .*"c".*"w".*\n {2}hint: /);
});

it('leaves the CPU its constants', () => {
  expect(() => checkConstants(withWeight([NaN, 1], 'cpu "asked"'))).not.toThrow();
});
