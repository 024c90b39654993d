import type { QuantiseSite } from '@openbpu/ir';
import { float32, makeTensor, multiplierOf } from '@openbpu/tensor';
import { HzPRelu } from '../integer/HzPRelu';
import { dtypeAttrs } from './attrs';

/**
 * Emits HzPRelu: `M = fround(s_x / s_y)` for q ≥ 0, `fround(s_x·slope / s_y)` below, for one slope or one per channel.
 */
export function quantisePRelu<A>(site: QuantiseSite<A>, slopes: Float32Array): readonly string[] {
  const x = site.input(0);
  const y = site.output(0);
  const multiplier = float32([], [multiplierOf(x.scale, 1, y.scale)]);
  const negative = makeTensor(
    'float32',
    [slopes.length],
    slopes.map((slope) => multiplierOf(x.scale, slope, y.scale)),
  );
  return [
    site.emit(
      HzPRelu,
      [x.id, site.addConstant('multiplier', multiplier), site.addConstant('negative', negative)],
      dtypeAttrs(y.dtype),
      y.type,
    ),
  ];
}
