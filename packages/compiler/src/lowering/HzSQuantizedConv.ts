import { HzSQuantizedConv } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { proveAccumulator } from './prove-accumulator';

export const lowerHzSQuantizedConv = defineLowering(HzSQuantizedConv, (node, graph) => {
  proveAccumulator(node, graph);
  const [x, weights, bias, multiplier] = node.inputs;
  const { kernel, strides, dilations, pads, group, padding, low, high } = node.attrs;
  return [
    {
      kind: 'conv',
      x,
      weights,
      bias,
      ...(multiplier ? { multiplier } : {}),
      y: node.outputs[0],
      kernel,
      strides,
      dilations,
      pads,
      group,
      ...(padding ? { padding } : {}),
      low,
      high,
    },
  ];
});
