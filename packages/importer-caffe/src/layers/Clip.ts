import { Clip as ClipOp } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/** `Clip`; both bounds are required, as in Caffe. */
export const Clip: LayerRule = {
  types: ['Clip'],
  translate(site) {
    const param = site.param('clip_param');
    const min = param.real('min') ?? site.refuse('clip_param.min is missing');
    const max = param.real('max') ?? site.refuse('clip_param.max is missing');
    if (min > max) site.refuse(`min ${min} is above max ${max}`);
    return site.finish(ClipOp, [site.only], { min: Math.fround(min), max: Math.fround(max) });
  },
};
