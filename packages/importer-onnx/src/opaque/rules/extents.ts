import { tensorType } from '@openbpu/tensor';
import type { Rule } from './rule';

export const tile: Rule = (node, b) => {
  const repeats = b.numbers(node.inputs[1]);
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  return (
    repeats && [
      tensorType(
        dtype,
        shape.map((dim, i) => dim * repeats[i]),
      ),
    ]
  );
};

export const pad: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  const pads = node.opset < 11 ? node.attributes.ints('pads') : b.numbers(node.inputs[1]);
  if (!pads || node.inputs.length > 3) return undefined;
  return [
    tensorType(
      dtype,
      shape.map((dim, i) => dim + pads[i] + pads[i + shape.length]),
      layout,
    ),
  ];
};

export const gridSample: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  return [tensorType(dtype, [...shape.slice(0, 2), ...b.shapeOf(node.inputs[1]).slice(1, -1)], layout)];
};

/** All forms by the sizes or scales of every dimension. */
export const resize: Rule = (node, b) => {
  const { dtype, shape, layout } = b.typeOf(node.inputs[0]);
  const [scales, sizes] = [node.opset < 11 ? node.inputs[1] : node.inputs[2], node.inputs[3]].map((id) =>
    b.numbers(id),
  );
  const from = (values: readonly number[] | undefined) =>
    values?.length === shape.length && !node.attributes.has('axes');
  if (from(scales))
    return [
      tensorType(
        dtype,
        shape.map((dim, i) => Math.floor(dim * scales![i])),
        layout,
      ),
    ];
  return from(sizes) && !node.attributes.has('keep_aspect_ratio_policy')
    ? [tensorType(dtype, sizes!, layout)]
    : undefined;
};
