import type { AnyOp, QuantiseSite } from '@openbpu/ir';
import { float32, multiplierOf } from '@openbpu/tensor';
import { operand } from './operand';
import { clampBounds } from './weights';

/** Emits `integer`, which chooses between two operands: each one's multiplier is `fround(s / s_y)`. */
export function quantiseChoice<A>(site: QuantiseSite<A>, integer: AnyOp): readonly string[] {
  const y = site.output(0);
  const operands = [operand(site, 0), operand(site, 1)];
  const multipliers = operands.map(({ scale }, i) =>
    site.addConstant(`multiplier_${i}`, float32([], [multiplierOf(scale, 1, y.scale)])),
  );
  const bounds = clampBounds(-Infinity, Infinity, y.type.quant!, y.dtype);
  return [site.emit(integer, [...operands.map(({ id }) => id), ...multipliers], bounds, y.type)];
}
