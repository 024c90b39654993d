import { Resize } from '@openbpu/ops';
import type { LayerSite } from '../graph/layer-site';
import type { Fields } from '../text/fields';
import type { LayerRule } from './layer-rule';
import { unpool } from './pooling';

/**
 * `Resize`, linear with aligned corners, to `height` × `width`, or to the size the factors give: shrunk to
 * `(size − 1) / shrink_factor + 1`, then grown to `size + (size − 1)·(zoom_factor − 1)`, as the DeepLab fork has it.
 */
export const Interp: LayerRule = {
  types: ['Interp'],
  translate(site) {
    const x = site.only;
    const [, , h, w] = site.image(x);
    const param = site.param('interp_param');
    if (param.int('pad_beg', -4096, 0) !== 0 || param.int('pad_end', -4096, 0) !== 0) site.unsupported('a pad');
    const [height, width] = wanted(site, param, h, w);
    return site.finish(Resize, [x], { mode: 'linear', coordinate: 'align_corners', height, width });
  },
};

function wanted(site: LayerSite, param: Fields, h: number, w: number): readonly [number, number] {
  const height = param.int('height', 1);
  const width = param.int('width', 1);
  const shrink = param.int('shrink_factor', 1);
  const zoom = param.int('zoom_factor', 1);
  if (height !== undefined && width !== undefined) return [height, width];
  if (shrink === undefined && zoom === undefined)
    return site.refuse('neither height and width nor a zoom_factor or shrink_factor is given');
  const resized = (size: number): number => {
    const shrunk = Math.floor((size - 1) / (shrink ?? 1)) + 1;
    return shrunk + (shrunk - 1) * ((zoom ?? 1) - 1);
  };
  return [resized(h), resized(w)];
}

/**
 * `Resize`, nearest: every element `scale` times along both axes (YOLO and SSD forks). With a mask as second bottom it
 * is the unpooling of SegNet.
 */
export const Upsample: LayerRule = {
  types: ['Upsample'],
  translate(site) {
    const [x, mask] = site.inputs;
    if (x === undefined || site.inputs.length > 2)
      site.refuse(`it takes one or two bottoms and has ${site.inputs.length}`);
    const [, , h, w] = site.image(x);
    const param = site.param('upsample_param');
    const scale = param.int('scale', 1, 2);
    const height = param.int('upsample_h', 1) ?? h * (param.int('scale_h', 1) ?? scale);
    const width = param.int('upsample_w', 1) ?? w * (param.int('scale_w', 1) ?? scale);
    if (mask !== undefined)
      return unpool(site, site.inputs, [height - param.int('pad_out_h', 0, 0), width - param.int('pad_out_w', 0, 0)]);
    if (height % h !== 0 || width % w !== 0)
      site.unsupported(`a size of ${height}x${width}, no multiple of ${h}x${w},`);
    return site.finish(Resize, [x], { mode: 'nearest', coordinate: 'asymmetric', nearestMode: 'floor', height, width });
  },
};
