import { float32, multiplierOf } from '@openbpu/tensor';
import { HzSElementwiseMul } from '../integer/HzSElementwiseMul';
import { defineActivatedBinary } from '../support/activated-binary';
import { operand } from '../support/operand';
import { clampBounds } from '../support/weights';

/** NumPy broadcasting; either operand may be a constant. A folded activation is `min`, `max`. */
export const Mul = defineActivatedBinary({
  name: 'Mul',
  summary: 'a · b, with an optional folded clamp.',
  f: (a, b) => a * b,
  integer: {
    type: HzSElementwiseMul.name,
    quantise(site) {
      const a = operand(site, 0);
      const b = operand(site, 1);
      const y = site.output(0);
      const multiplier = site.addConstant('multiplier', float32([], [multiplierOf(a.scale, b.scale, y.scale)]));
      const { min, max } = site.node.attrs;
      return [
        site.emit(HzSElementwiseMul, [a.id, b.id, multiplier], clampBounds(min, max, y.type.quant!, y.dtype), y.type),
      ];
    },
  },
});
