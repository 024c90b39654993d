import { HzSElementwiseSub } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzSElementwiseSub = defineLowering(HzSElementwiseSub, (node, graph) => {
  const [a, b, ma, mb] = node.inputs;
  return [
    {
      kind: 'eltwise',
      fn: 'sub',
      a,
      b,
      y: node.outputs[0],
      ma: scalar(graph, ma),
      mb: scalar(graph, mb),
      low: node.attrs.low,
      high: node.attrs.high,
    },
  ];
});
