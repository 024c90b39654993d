import { Resize } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

/**
 * `Resize`, nearest: every element `scale` times along both axes (YOLO and SSD forks). The unpooling of SegNet reads a
 * mask and is not this.
 */
export const Upsample: LayerRule = {
  types: ['Upsample'],
  translate(site) {
    if (site.inputs.length > 1) site.unsupported('an Upsample with a mask');
    const x = site.only;
    const [, , h, w] = site.image(x);
    const param = site.param('upsample_param');
    const scale = param.int('scale', 1, 2);
    const height = param.int('upsample_h', 1) ?? h * (param.int('scale_h', 1) ?? scale);
    const width = param.int('upsample_w', 1) ?? w * (param.int('scale_w', 1) ?? scale);
    if (height % h !== 0 || width % w !== 0)
      site.unsupported(`a size of ${height}x${width}, no multiple of ${h}x${w},`);
    return site.finish(Resize, [x], { mode: 'nearest', coordinate: 'asymmetric', nearestMode: 'floor', height, width });
  },
};
