import { normalizeAxis, tensorType } from '@openbpu/tensor';
import type { Rule } from './rule';

export const gather: Rule = (node, b) => {
  const [data, indices] = [b.typeOf(node.inputs[0]), b.typeOf(node.inputs[1])];
  const axis = normalizeAxis(node.attributes.int('axis', 0), data.shape.length);
  return [tensorType(data.dtype, [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)])];
};

export const gatherND: Rule = (node, b) => {
  const [data, indices] = [b.typeOf(node.inputs[0]), b.typeOf(node.inputs[1])];
  const batch = node.attributes.int('batch_dims', 0);
  return [
    tensorType(data.dtype, [...indices.shape.slice(0, -1), ...data.shape.slice(batch + (indices.shape.at(-1) ?? 0))]),
  ];
};

export const oneHot: Rule = (node, b) => {
  const depth = b.numbers(node.inputs[1])?.[0];
  const { shape } = b.typeOf(node.inputs[0]);
  if (depth === undefined) return undefined;
  const axis = normalizeAxis(node.attributes.int('axis', -1), shape.length + 1);
  return [tensorType(b.typeOf(node.inputs[2]).dtype, shape.toSpliced(axis, 0, depth))];
};

/** The condition must be a constant. */
export const compress: Rule = (node, b) => {
  const kept = b.numbers(node.inputs[1])?.filter((value) => value !== 0).length;
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  const axis = node.attributes.int('axis');
  if (kept === undefined) return undefined;
  return [tensorType(dtype, axis === undefined ? [kept] : shape.with(normalizeAxis(axis, shape.length), kept))];
};

/** One element for each index. */
export const gatherElements: Rule = (node, b) => [
  tensorType(b.typeOf(node.inputs[0]).dtype, b.shapeOf(node.inputs[1])),
];
