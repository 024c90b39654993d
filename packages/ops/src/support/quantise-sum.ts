import type { AnyOp, QuantiseSite } from '@openbpu/ir';
import { float32, multiplierOf } from '@openbpu/tensor';
import type { ActivationAttrs } from './activated-binary';
import { operand } from './operand';
import { clampBounds } from './weights';

/** Emits `integer`, a sum or difference: each operand's multiplier is `fround(s / s_y)`. */
export function quantiseSum(site: QuantiseSite<ActivationAttrs>, integer: AnyOp): readonly string[] {
  const y = site.output(0);
  const operands = [operand(site, 0), operand(site, 1)];
  const multipliers = operands.map(({ scale }, i) =>
    site.addConstant(`multiplier_${i}`, float32([], [multiplierOf(scale, 1, y.scale)])),
  );
  const { min, max } = site.node.attrs;
  return [
    site.emit(
      integer,
      [...operands.map(({ id }) => id), ...multipliers],
      clampBounds(min, max, y.type.quant!, y.dtype),
      y.type,
    ),
  ];
}
