import { HzPad } from '@openbpu/ops';
import { stridesOf } from '@openbpu/tensor';
import { defineLowering } from './define-lowering';

/** Fills the output, then moves what is left of the input to its place; negative pads cut. */
export const lowerHzPad = defineLowering(HzPad, ({ inputs: [x], outputs: [y], attrs: { pads, value } }, graph) => {
  const from = graph.value(x).type.shape;
  const to = graph.value(y).type.shape;
  const [xStrides, yStrides] = [stridesOf(from), stridesOf(to)];
  const first = from.map((_, i) => Math.max(0, -pads[i]));
  const at = from.map((_, i) => Math.max(0, pads[i]));
  const size = from.map((dim, i) => Math.max(0, Math.min(dim - first[i], to[i] - at[i])));
  const flat = (index: readonly number[], strides: readonly number[]) =>
    index.reduce((sum, value, i) => sum + value * strides[i], 0);
  return [
    {
      kind: 'move',
      x,
      y,
      size,
      xOffset: flat(first, xStrides),
      xStrides,
      yOffset: flat(at, yStrides),
      yStrides,
      fill: value,
    },
  ];
});
