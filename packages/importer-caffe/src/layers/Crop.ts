import { Slice } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

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
    return site.finish(Slice, [x], { starts, ends, axes, steps: axes.map(() => 1) });
  },
};
