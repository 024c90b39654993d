import { Identity, Split } from '@openbpu/ops';
import type { LayerRule } from './layer-rule';

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
