import type { ValueId } from '@openbpu/ir';
import { Reshape } from '@openbpu/ops';
import type { LayerSite } from '../../graph/layer-site';
import type { Fields } from '../../text/fields';

/**
 * The shape a Scale or Bias operand has against `x`, with ones where it repeats: it covers `num_axes` dimensions from
 * `axis` on (−1: all that follow; 0: a scalar).
 */
export function blobOperandShape(site: LayerSite, x: ValueId, param: Fields): number[] {
  const shape = site.shapeOf(x);
  const axis = site.axis(param.int('axis', -8, 1), x);
  const written = param.int('num_axes', -1, 1);
  const end = written === -1 ? shape.length : axis + written;
  if (end > shape.length)
    site.refuse(`num_axes ${written} from axis ${axis} on is more than the ${shape.length} dimensions of its bottom`);
  return shape.map((dim, i) => (i >= axis && i < end ? dim : 1));
}

/**
 * The second bottom of a Scale or Bias, lined up with dimensions `axis`… of the first: a Reshape where ranks differ.
 */
export function bottomOperand(site: LayerSite, x: ValueId, operand: ValueId, param: Fields): ValueId {
  const shape = site.shapeOf(x);
  const own = site.shapeOf(operand);
  const axis = site.axis(param.int('axis', -8, 1), x);
  if (axis + own.length > shape.length || own.some((dim, i) => dim !== shape[axis + i])) {
    site.refuse(
      `its second bottom, ${own.join('x') || 'a scalar'}, is not dimensions ${axis}… of the first, ${shape.join('x')}`,
    );
  }
  if (own.length === shape.length) return operand;
  const lined = shape.map((_, i) => own[i - axis] ?? 1);
  return site.step('operand', Reshape, [operand], { shape: lined });
}
