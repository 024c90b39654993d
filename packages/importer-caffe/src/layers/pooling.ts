import type { AnyOp, RawAttrs, ValueId } from '@openbpu/ir';
import {
  AveragePool,
  Concat,
  GlobalAveragePool,
  GlobalMaxPool,
  MaxPool,
  MaxPoolIndices,
  MaxUnpool as MaxUnpoolOp,
  Reshape,
} from '@openbpu/ops';
import type { LayerSite } from '../graph/layer-site';
import type { LayerRule } from './layer-rule';
import { type PoolWindow, poolWindow, windowOver } from './support/pool-window';

const POOLS = ['MAX', 'AVE', 'STOCHASTIC'] as const;

/**
 * `MaxPool`, `AveragePool` with Caffe's ceil rule as explicit pads, or their global forms. A second top of a max pool
 * is its mask, `MaxPoolIndices`: int64, where in the plane the largest element stands.
 */
export const Pooling: LayerRule = {
  types: ['Pooling'],
  translate(site) {
    const x = site.only;
    const image = site.image(x);
    const param = site.param('pooling_param');
    const pool = param.word('pool', POOLS, 'MAX');
    const masked = site.topCount > 1;
    if (pool === 'STOCHASTIC') return site.unsupported('stochastic pooling');
    if (masked && pool !== 'MAX') site.unsupported(`the mask of ${pool} pooling as a second top`);
    const everywhere = param.flag('global_pooling', false);
    if (everywhere && !masked) return site.finish(pool === 'MAX' ? GlobalMaxPool : GlobalAveragePool, [x]);
    const window = everywhere
      ? windowOver(site, image, { kernel: [image[2], image[3]], strides: [1, 1], pads: [0, 0], ceil: true })
      : poolWindow(site, param, image);
    const { op, attrs } = pooled(pool, window);
    if (!masked) return site.finish(op, [x], attrs);
    if (window.pads.some((pad, i) => pad >= window.kernel[i % 2]))
      site.unsupported('a mask of windows beside the image');
    return [...site.give(0, op, [x], attrs), ...site.give(1, MaxPoolIndices, [x], attrs)];
  },
};

function pooled(
  pool: 'MAX' | 'AVE',
  { counted, ...window }: PoolWindow,
): { readonly op: AnyOp; readonly attrs: RawAttrs } {
  return pool === 'MAX' ? { op: MaxPool, attrs: { ...window } } : { op: AveragePool, attrs: { ...window, counted } };
}

/**
 * Poolings of the whole image into 1, 4, 16, … bins, each as one row of numbers, one after the other (He et al.,
 * "Spatial Pyramid Pooling in Deep Convolutional Networks", 2014). A pyramid of one level stays a plane.
 */
export const SPP: LayerRule = {
  types: ['SPP'],
  translate(site) {
    const x = site.only;
    const image = site.image(x);
    const [n, c] = image;
    const param = site.param('spp_param');
    const levels = param.int('pyramid_height', 1) ?? site.refuse('pyramid_height is missing');
    const pool = param.word('pool', POOLS, 'MAX');
    if (pool === 'STOCHASTIC') return site.unsupported('stochastic pooling');
    if (levels > 6) site.unsupported('a pyramid_height above 6');
    const rows = Array.from({ length: levels }, (_, level) => {
      const { op, attrs } = pooled(pool, binsOf(site, image, 2 ** level));
      if (levels === 1) return site.finish(op, [x], attrs)[0];
      const bins = site.step(`level_${level}`, op, [x], attrs);
      return site.step(`row_${level}`, Reshape, [bins], { shape: [n, c * 4 ** level] });
    });
    return levels === 1 ? rows : site.finish(Concat, rows, { axis: 1 });
  },
};

function binsOf(site: LayerSite, image: readonly number[], bins: number): PoolWindow {
  const [, , height, width] = image;
  const side = (size: number) => {
    const kernel = Math.ceil(size / bins);
    return { kernel, pad: Math.floor((kernel * bins - size + 1) / 2) };
  };
  const [h, w] = [side(height), side(width)];
  if (h.kernel > 255 || w.kernel > 255) site.unsupported(`a window of ${h.kernel}x${w.kernel}, above 255,`);
  const kernel = [h.kernel, w.kernel] as const;
  return windowOver(site, image, { kernel, strides: kernel, pads: [h.pad, w.pad], ceil: true });
}

/**
 * `MaxUnpool`: every element goes where the mask, a second top of a max pool, says that it came from. The plane is
 * `upsample_h` × `upsample_w`, or grows by `scale` less `pad_out` at the end (Badrinarayanan et al., "SegNet", 2015).
 */
export function unpool(site: LayerSite, [x, mask]: readonly ValueId[], size: readonly [number, number]) {
  const source = site.producer(mask);
  if (!source || !MaxPoolIndices.is(source))
    return site.refuse('its second bottom is no mask: the second top of a Pooling');
  const [, , h, w] = site.shapeOf(source.inputs[0]);
  const [height, width] = size;
  if (h * w > height * width) site.refuse(`its mask is of a plane of ${h}x${w}, and it gives ${height}x${width}`);
  return site.finish(MaxUnpoolOp, [x, mask], { height, width });
}

/** The plane is that of the mask where none is written. */
export const MaxUnpool: LayerRule = {
  types: ['MaxUnpool'],
  translate(site) {
    if (site.inputs.length !== 2) site.refuse(`it takes two bottoms and has ${site.inputs.length}`);
    const source = site.producer(site.inputs[1]);
    const [, , h, w] = source && MaxPoolIndices.is(source) ? site.shapeOf(source.inputs[0]) : [1, 1, 1, 1];
    const param = site.param('max_unpool_param');
    return unpool(site, site.inputs, [param.int('height', 1, h), param.int('width', 1, w)]);
  },
};
