import { normalizeAxis } from '@openbpu/tensor';
import { intAttribute, intsAttribute } from '../proto/attribute';
import { type Rule, type Site, kept, numbersOf, shapeOf, vector } from './rule';

/** Reductions, Squeeze and Unsqueeze: their axes were an attribute. */
export const axesAsAttribute: Rule = (site) => {
  const { node, attributes } = site;
  const axes = numbersOf(site, 1, 'axes') ?? [];
  const idle = axes.length === 0 && attributes.noop_with_empty_axes === 1;
  if (idle) return site.finish('Identity', [node.input[0]], []);
  const more = axes.length > 0 ? [intsAttribute('axes', axes)] : [];
  site.finish(node.opType ?? '', [node.input[0]], kept(site, ['noop_with_empty_axes'], more));
};

/** Split: the sizes of the parts were an attribute; a number of parts says them too. */
export const Split: Rule = (site) => {
  const { node, attributes } = site;
  const sizes = numbersOf(site, 1, 'sizes') ?? evenParts(site);
  const more = sizes ? [intsAttribute('split', sizes)] : [];
  site.finish('Split', [node.input[0]], kept(site, ['num_outputs', ...(attributes.split ? [] : ['split'])], more));
};

function evenParts(site: Site): readonly number[] | undefined {
  const { node, attributes } = site;
  const { num_outputs: count, axis = 0 } = attributes;
  if (typeof count !== 'number' || typeof axis !== 'number') return undefined;
  const shape = shapeOf(site, node.input[0]);
  const size = shape[normalizeAxis(axis, shape.length)];
  const part = Math.ceil(size / count);
  return Array.from({ length: count }, (_, i) => Math.min(part, size - i * part));
}

/**
 * Softmax, LogSoftmax and Hardmax went over an axis and all behind it: over the last one alone, to which another is
 * brought for that.
 */
export const overOneAxis: Rule = (site) => {
  const { node, attributes } = site;
  const [x] = node.input;
  const rank = shapeOf(site, x).length;
  const { axis: given = -1 } = attributes;
  const last = Math.max(rank - 1, 0);
  const axis = rank === 0 ? 0 : normalizeAxis(Number(given), rank);
  const opType = node.opType ?? '';
  if (
    shapeOf(site, x)
      .slice(axis + 1)
      .every((size) => size === 1)
  )
    return site.finish(opType, [x], [intAttribute('axis', axis)]);
  const perm = Array.from({ length: rank }, (_, i) => (i === axis ? last : i === last ? axis : i));
  const turn = [intsAttribute('perm', perm)];
  const turned = site.step('Transpose', [x], turn);
  site.finish('Transpose', [site.step(opType, [turned], [intAttribute('axis', last)])], turn);
};

/** Pad: pads of some axes are pads of all. */
export const Pad: Rule = (site) => {
  const { node, attributes } = site;
  const [x, given, value = ''] = node.input;
  if (attributes.mode === 'wrap') return site.refuse('the mode "wrap"');
  const axes = numbersOf(site, 3, 'axes');
  if (!axes) return site.finish('Pad', value ? [x, given, value] : [x, given]);
  const rank = shapeOf(site, x).length;
  const some = numbersOf(site, 1, 'pads') ?? [];
  const pads = new Array<number>(2 * rank).fill(0);
  axes.forEach((each, i) => {
    const axis = normalizeAxis(each, rank);
    pads[axis] = some[i];
    pads[rank + axis] = some[axes.length + i];
  });
  const all = site.constant(vector(pads));
  site.finish('Pad', value ? [x, all, value] : [x, all]);
};
