import type { QuantiseSite } from '@openbpu/ir';
import { type QuantDType, float32, multiplierOf, perTensor } from '@openbpu/tensor';
import { HzRequantize } from '../integer/HzRequantize';
import { dtypeAttrs } from './attrs';
import { expectQuantisedType, quantised } from './quantised';

/**
 * The integers standing for input `index`, of the type and at exactly the scale of `like`: the input itself, a
 * HzRequantize behind it (`M = fround(s_x / scale)`) where either differs, or the quantised elements where it is a
 * constant.
 */
export function inputAtScale<A>(
  site: QuantiseSite<A>,
  index: number,
  like: { readonly scale: number; readonly dtype: QuantDType },
): string {
  const { scale } = like;
  const dtype = expectQuantisedType(like.dtype, 'an activation');
  const constant = site.constant(index);
  if (constant) return site.addConstant(`constant_${index}`, quantised(constant, scale, dtype));
  const x = site.input(index);
  if (x.scale === scale && x.type.dtype === dtype) return x.id;
  const multiplier = site.addConstant(`multiplier_${index}`, float32([], [multiplierOf(x.scale, 1, scale)]));
  const type = { ...x.type, dtype, quant: perTensor(scale) };
  return site.emit(HzRequantize, [x.id, multiplier], dtypeAttrs(dtype), type, `requantise_${index}`);
}
