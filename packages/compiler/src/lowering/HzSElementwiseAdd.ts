import { HzSElementwiseAdd } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { scalar } from './scalar';

export const lowerHzSElementwiseAdd = defineLowering(HzSElementwiseAdd, (node, graph) => {
  const [a, b, ma, mb] = node.inputs;
  return [
    {
      kind: 'eltwise',
      fn: 'add',
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
