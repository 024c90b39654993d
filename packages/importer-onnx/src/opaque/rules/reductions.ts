import { normalizeAxis, tensorType } from '@openbpu/tensor';
import { plain } from './elements';
import type { Rule } from './rule';

export const reduced: Rule = (node, b) => {
  const x = b.typeOf(node.inputs[0]);
  const given = node.inputs.length > 1 ? b.numbers(node.inputs[1]) : node.attributes.ints('axes', []);
  if (!given) return undefined;
  if (given.length === 0 && node.attributes.flag('noop_with_empty_axes', false)) return [plain(x)];
  const axes = new Set(
    (given.length > 0 ? given : [...x.shape.keys()]).map((axis) => normalizeAxis(axis, x.shape.length)),
  );
  const keep = node.attributes.flag('keepdims', true);
  return [
    tensorType(
      x.dtype,
      x.shape.flatMap((dim, axis) => (!axes.has(axis) ? [dim] : keep ? [1] : [])),
      keep ? x.layout : 'none',
    ),
  ];
};

export const argReduced: Rule = (node, b) => {
  const { shape } = b.typeOf(node.inputs[0]);
  const axis = normalizeAxis(node.attributes.int('axis', 0), shape.length);
  return [tensorType('int64', node.attributes.flag('keepdims', true) ? shape.with(axis, 1) : shape.toSpliced(axis, 1))];
};

export const topK: Rule = (node, b) => {
  const k = node.inputs.length > 1 ? b.numbers(node.inputs[1])?.[0] : node.attributes.int('k');
  const { dtype, shape } = b.typeOf(node.inputs[0]);
  if (k === undefined) return undefined;
  const taken = shape.with(normalizeAxis(node.attributes.int('axis', -1), shape.length), k);
  return [tensorType(dtype, taken), tensorType('int64', taken)];
};
