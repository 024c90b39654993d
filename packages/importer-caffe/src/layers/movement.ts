import {
  Concat as ConcatOp,
  Identity,
  Reshape as ReshapeOp,
  Slice as SliceOp,
  SpaceToDepth,
  Split,
  Transpose,
} from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

/** `Concat` along `axis` (`concat_dim` in older files), by default the channels. One bottom is passed on. */
export const Concat: LayerRule = {
  types: ['Concat'],
  translate(site) {
    const [x] = site.inputs;
    if (x === undefined) site.refuse('it has no bottom');
    const param = site.param('concat_param');
    const axis = site.axis(param.int('axis', -8) ?? param.int('concat_dim', 0, 1), x);
    return site.inputs.length === 1 ? site.finish(Identity, [x]) : site.finish(ConcatOp, site.inputs, { axis });
  },
};

/** `Split` along `axis` (`slice_dim` in older files) at `slice_point`, or into equal parts. */
export const Slice: LayerRule = {
  types: ['Slice'],
  translate(site) {
    const x = site.only;
    const param = site.param('slice_param');
    const axis = site.axis(param.int('axis', -8) ?? param.int('slice_dim', 0, 1), x);
    const size = site.shapeOf(x)[axis];
    const points = param.ints('slice_point', 0);
    const count = site.topCount;
    if (points.length > 0 && points.length !== count - 1)
      site.refuse(`${count} tops need ${count - 1} slice points, not ${points.length}`);
    if (points.length === 0 && size % count !== 0)
      site.refuse(`${size} along axis ${axis} do not divide into ${count} equal parts`);
    const ends =
      points.length > 0 ? [...points, size] : Array.from({ length: count }, (_, i) => ((i + 1) * size) / count);
    const sizes = ends.map((end, i) => end - (ends[i - 1] ?? 0));
    if (sizes.some((part) => part <= 0)) site.refuse(`slice points ${points.join(', ')} do not rise within 0..${size}`);
    return count === 1 ? site.finish(Identity, [x]) : site.finish(Split, [x], { axis, sizes });
  },
};

/** `Slice`: from `axis` on, the first bottom is cut to the size of the second, beginning at `offset`. */
export const Crop: LayerRule = {
  types: ['Crop'],
  translate(site) {
    if (site.inputs.length !== 2) site.refuse(`it takes two bottoms and has ${site.inputs.length}`);
    const [x, like] = site.inputs;
    const shape = site.shapeOf(x);
    const param = site.param('crop_param');
    const axis = site.axis(param.int('axis', -8, 2), x);
    const offsets = param.ints('offset', 0);
    const axes = shape.map((_, i) => i).slice(axis);
    if (offsets.length > 1 && offsets.length !== axes.length)
      site.refuse(`${offsets.length} offsets for ${axes.length} dimensions`);
    const starts = axes.map((_, i) => offsets[i] ?? offsets[0] ?? 0);
    const ends = axes.map((at, i) => starts[i] + (site.shapeOf(like)[at] ?? site.refuse('its bottoms differ in rank')));
    if (ends.some((end, i) => end > shape[axes[i]]))
      site.refuse(`a crop to ${ends.join('x')} is outside the bottom, ${shape.join('x')}`);
    return site.finish(SliceOp, [x], { starts, ends, axes, steps: axes.map(() => 1) });
  },
};

/** `Reshape`: dimensions `axis` to `end_axis` become one. */
export const Flatten: LayerRule = {
  types: ['Flatten'],
  translate(site) {
    const x = site.only;
    const shape = site.shapeOf(x);
    const param = site.param('flatten_param');
    const from = site.axis(param.int('axis', -8, 1), x);
    const to = site.axis(param.int('end_axis', -8, -1), x);
    if (from > to) site.refuse(`axis ${from} comes after end_axis ${to}`);
    return site.finish(ReshapeOp, [x], {
      shape: [...shape.slice(0, from), sizeOf(shape.slice(from, to + 1)), ...shape.slice(to + 1)],
    });
  },
};

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

/** `Transpose`; dimensions that `order` does not name follow in their own order. */
export const Permute: LayerRule = {
  types: ['Permute'],
  translate(site) {
    const x = site.only;
    const rank = site.shapeOf(x).length;
    const order = site.param('permute_param').ints('order', 0);
    if (new Set(order).size !== order.length || order.some((axis) => axis >= rank))
      site.refuse(`order ${order.join(', ')} does not name dimensions of 0..${rank - 1} once each`);
    const rest = Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !order.includes(axis));
    return site.finish(Transpose, [x], { perm: [...order, ...rest] });
  },
};

/** Channels seen as [group, c/group] and transposed: `Reshape`, `Transpose`, `Reshape`. */
export const ShuffleChannel: LayerRule = {
  types: ['ShuffleChannel'],
  translate(site) {
    const x = site.only;
    const [n, c, h, w] = site.image(x);
    const group = site.param('shuffle_channel_param').int('group', 1, 1);
    if (c % group !== 0) site.refuse(`group ${group} does not divide ${c} channels`);
    const grouped = site.step('group', ReshapeOp, [x], { shape: [n, group, c / group, h, w] });
    const shuffled = site.step('transpose', Transpose, [grouped], { perm: [0, 2, 1, 3, 4] });
    return site.finish(ReshapeOp, [shuffled], { shape: [n, c, h, w] });
  },
};

/**
 * Blocks of the plane as channels: in mode `DCR` the channels become [b, b, c] (`SpaceToDepth`), in `CRD` [c, b, b]
 * (`Reshape`, `Transpose`, `Reshape`). The block is `blocksize`, or `block_height` and `block_width` in other forks.
 */
export const PassThrough: LayerRule = {
  types: ['PassThrough'],
  translate(site) {
    const x = site.only;
    const [n, c, h, w] = site.image(x);
    const param = site.param('pass_through_param');
    const block = param.int('blocksize', 1) ?? param.int('block_height', 1, 2);
    if (param.int('block_width', 1, block) !== block) site.unsupported('a block that is not square');
    if (h % block !== 0 || w % block !== 0) site.refuse(`blocks of ${block}x${block} do not divide ${h}x${w}`);
    const written = param.int('num_output', 1, c * block * block);
    if (written !== c * block * block) site.refuse(`num_output is ${written}, its blocks give ${c * block * block}`);
    if (param.word('mode', ['DCR', 'CRD'], 'DCR') === 'DCR')
      return site.finish(SpaceToDepth, [x], { blocksize: block });
    const blocks = site.step('blocks', ReshapeOp, [x], { shape: [n, c, h / block, block, w / block, block] });
    const turned = site.step('turned', Transpose, [blocks], { perm: [0, 1, 3, 5, 2, 4] });
    return site.finish(ReshapeOp, [turned], { shape: [n, c * block * block, h / block, w / block] });
  },
};
