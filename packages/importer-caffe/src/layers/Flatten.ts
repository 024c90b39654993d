import { Reshape } from '@openbpu/ops';
import { sizeOf } from '@openbpu/tensor';
import type { LayerRule } from './layer-rule';

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
    return site.finish(Reshape, [x], {
      shape: [...shape.slice(0, from), sizeOf(shape.slice(from, to + 1)), ...shape.slice(to + 1)],
    });
  },
};
