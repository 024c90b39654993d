import { Reshape as ReshapeOp } from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/**
 * `Reshape` to a whole shape: 0 copies a dimension, −1 takes what is left, and only `num_axes` dimensions from `axis`
 * on are replaced.
 */
export const Reshape: LayerRule = {
  types: ['Reshape'],
  translate(site) {
    const x = site.only;
    const shape = site.shapeOf(x);
    const param = site.param('reshape_param');
    const dims = param.child('shape').ints('dim', -1);
    const written = param.int('axis', -8, 0);
    const axis = written < 0 ? written + shape.length + 1 : written;
    const count = param.int('num_axes', -1, -1);
    const end = count === -1 ? shape.length : axis + count;
    if (axis < 0 || axis > shape.length || end > shape.length)
      site.refuse(`axis ${written} and num_axes ${count} are outside a bottom of ${shape.length} dimensions`);
    const middle = dims.map((dim, i) =>
      dim === 0
        ? (shape[axis + i] ?? site.refuse(`dim ${i} is 0, and the bottom has no dimension ${axis + i} to copy`))
        : dim,
    );
    const wanted = [...shape.slice(0, axis), ...middle, ...shape.slice(end)];
    const open = wanted.indexOf(-1);
    if (open !== wanted.lastIndexOf(-1)) site.refuse('more than one dim is -1');
    const known = sizeOf(wanted.filter((dim) => dim !== -1));
    if (open >= 0) wanted[open] = known === 0 ? 0 : sizeOf(shape) / known;
    if (sizeOf(wanted) !== sizeOf(shape) || !wanted.every(Number.isInteger))
      site.refuse(
        `a bottom of ${shape.join('x')} cannot become ` +
          `${[...shape.slice(0, axis), ...middle, ...shape.slice(end)].join('x')}`,
      );
    return site.finish(ReshapeOp, [x], { shape: wanted });
  },
};
