import type { ConvLayer } from '@openbpu/machine';
import type { Work } from '../buffer';
import type { Selector } from './selector';

/** A depthwise layer becomes `dwconv`, a pointwise one `gemm`, any other `conv`. */
export function selectConv(layer: ConvLayer, to: Selector): Work {
  const { kernel, strides, dilations, pads, group, padding, low, high } = layer;
  const [x, y] = [to.image(layer.x), to.image(layer.y)];
  const [cout, perGroup] = to.elements(layer.weights).shape;
  const common = {
    bias: to.arranged(layer.bias),
    ...(layer.multiplier === undefined ? {} : { multiplier: to.arranged(layer.multiplier) }),
    low,
    high,
  };
  const window = { kernel, strides, dilations, pads, ...(padding ? { padding } : {}) };
  if (group > 1 && group === cout && perGroup === 1) {
    return {
      kind: 'dwconv',
      x,
      y,
      weights: to.arranged(layer.weights, [2, 3, 0, 1], [kernel[0], kernel[1], cout]),
      ...common,
      ...window,
    };
  }
  if (group === 1 && [...kernel, ...strides].every((value) => value === 1) && pads.every((pad) => pad === 0)) {
    const [n, h, w, cin] = x.shape;
    const pixels = n * h * w;
    return {
      kind: 'gemm',
      x: { ...x, shape: [pixels, cin], strides: [cin, 1] },
      y: { ...y, shape: [pixels, cout], strides: [cout, 1] },
      weights: to.arranged(layer.weights, [0, 1, 2, 3], [cout, cin]),
      ...common,
    };
  }
  return { kind: 'conv', x, y, weights: to.arranged(layer.weights, [0, 2, 3, 1]), ...common, ...window, group };
}
