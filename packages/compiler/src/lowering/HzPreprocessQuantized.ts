import { HzPreprocessQuantized } from '@openbpu/ops';
import { defineLowering } from './define-lowering';
import { proveAccumulator } from './prove-accumulator';

/** A pointwise convolution with int16 weights. */
export const lowerHzPreprocessQuantized = defineLowering(HzPreprocessQuantized, (node, graph) => {
  proveAccumulator(node, graph);
  const [x, weights, bias, multiplier] = node.inputs;
  return [
    {
      kind: 'conv',
      x,
      weights,
      bias,
      multiplier,
      y: node.outputs[0],
      kernel: [1, 1],
      strides: [1, 1],
      dilations: [1, 1],
      pads: [0, 0, 0, 0],
      group: 1,
      low: -128,
      high: 127,
    },
  ];
});
