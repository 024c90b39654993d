import { HzSElementwiseMul } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzSElementwiseMul = defineLowering(HzSElementwiseMul, (node, graph) => {
  const [a, b, multiplier] = node.inputs;
  return [
    {
      kind: 'eltwise',
      fn: 'mul',
      a,
      b,
      y: node.outputs[0],
      ma: scalar(graph, multiplier),
      mb: 1,
      low: node.attrs.low,
      high: node.attrs.high,
    },
  ];
});
